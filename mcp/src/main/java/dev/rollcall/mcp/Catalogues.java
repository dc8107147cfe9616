package dev.rollcall.mcp;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

/** The catalogues of callers, each prepared once for as long as the application keeps it. */
final class Catalogues<P> {
  private final Application<P> application;
  private final Duration lifetime;
  private final Map<Catalogue<P>, PreparedCatalogue<P>> prepared =
      Collections.synchronizedMap(new WeakHashMap<>());

  Catalogues(Application<P> application, Duration lifetime) {
    this.application = application;
    this.lifetime = lifetime;
  }

  PreparedCatalogue<P> of(P caller) {
    Catalogue<P> catalogue = application.catalogue(caller);
    PreparedCatalogue<P> known = prepared.get(catalogue);
    if (known == null) {
      known = new PreparedCatalogue<>(catalogue, lifetime);
      prepared.put(catalogue, known);
    }
    return known;
  }
}
