package dev.rollcall.ocp.registry;

import dev.rollcall.ocp.OcpException;

/** The registry could not be asked, or what it answered makes no sense. */
public final class RegistryUnavailableException extends OcpException {
  private static final long serialVersionUID = 1L;

  private final String registryUrl;

  RegistryUnavailableException(String registryUrl, String why) {
    super("Registry unavailable at %s: %s".formatted(registryUrl, why));
    this.registryUrl = registryUrl;
  }

  RegistryUnavailableException(String registryUrl, String why, Throwable cause) {
    super("Registry unavailable at %s: %s".formatted(registryUrl, why), cause);
    this.registryUrl = registryUrl;
  }

  /** The registry that was asked. */
  public String registryUrl() {
    return registryUrl;
  }
}
