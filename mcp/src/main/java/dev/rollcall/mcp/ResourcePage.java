package dev.rollcall.mcp;

import java.util.List;
import java.util.Optional;

/**
 * Some resources of a list.
 *
 * @param next names the following page; empty on the last
 */
public record ResourcePage(List<ResourceDescription> resources, Optional<String> next) {
  public ResourcePage {
    resources = List.copyOf(resources);
  }
}
