package dev.rollcall.mcp;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The catalogues of callers, each prepared once for as long as the application keeps it. */
final class Catalogues<P> {
  private static final Logger log = LoggerFactory.getLogger(McpServer.class);

  private final Application<P> application;
  private final LoadingCache<Catalogue<P>, Optional<PreparedCatalogue<P>>> prepared;

  Catalogues(Application<P> application, Duration lifetime) {
    this.application = application;
    prepared = Caffeine.newBuilder().weakKeys().build(catalogue -> prepare(catalogue, lifetime));
  }

  /**
   * What {@code caller} sees.
   *
   * @throws McpException with -32603 if the application has defined it wrongly
   */
  PreparedCatalogue<P> of(P caller) throws McpException {
    return preparedFrom(application.catalogue(caller));
  }

  /**
   * What {@code known} is prepared as.
   *
   * @throws McpException with -32603 if the application has defined it wrongly
   */
  PreparedCatalogue<P> preparedFrom(Catalogue<P> known) throws McpException {
    Optional<PreparedCatalogue<P>> catalogue = prepared.get(known);
    if (catalogue.isEmpty()) {
      throw new McpException(
          Answer.INTERNAL_ERROR,
          "The server has defined its tools or prompts wrongly, so that none can be used. Its log"
              + " says what is wrong.");
    }
    return catalogue.get();
  }

  private static <P> Optional<PreparedCatalogue<P>> prepare(
      Catalogue<P> catalogue, Duration lifetime) {
    try {
      return Optional.of(new PreparedCatalogue<>(catalogue, lifetime));
    } catch (IllegalArgumentException e) {
      log.atError().setCause(e).log("a catalogue is defined wrongly");
      return Optional.empty();
    }
  }
}
