package dev.rollcall.ocp.discovery;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Chooses tools by the first resource of their paths, such as {@code repos} of {@code
 * /repos/{owner}/{repo}}. Paths are split at {@code /} and {@code .}, placeholders are skipped, and
 * letter case does not matter.
 *
 * @param includeResources the resources wanted; none means all
 * @param pathPrefix what paths begin with before their resource, such as {@code /v1}; paths without
 *     it are looked at as they are
 */
public record ResourceFilter(List<String> includeResources, Optional<String> pathPrefix) {
  public ResourceFilter {
    includeResources =
        includeResources.stream().map(resource -> resource.toLowerCase(Locale.ROOT)).toList();
    pathPrefix = pathPrefix.map(prefix -> prefix.toLowerCase(Locale.ROOT));
  }

  /** {@code description} with only the tools that are wanted. */
  public ApiDescription apply(ApiDescription description) {
    return new ApiDescription(
        description.title(),
        description.version(),
        description.description(),
        description.baseUrl(),
        description.tools().stream().filter(this::includes).toList(),
        description.source());
  }

  /** Whether {@code tool} is wanted. */
  public boolean includes(Tool tool) {
    String path = tool.path().toLowerCase(Locale.ROOT);
    String below =
        pathPrefix
            .filter(path::startsWith)
            .map(prefix -> path.substring(prefix.length()))
            .orElse(path);
    return includeResources.isEmpty()
        || Arrays.stream(below.split("[/.]", -1))
            .filter(segment -> !segment.isEmpty() && !segment.startsWith("{"))
            .findFirst()
            .filter(includeResources::contains)
            .isPresent();
  }
}
