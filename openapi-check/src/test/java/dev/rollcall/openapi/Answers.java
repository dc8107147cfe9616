package dev.rollcall.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All answers that a client was given, beside what the description tells of them. */
final class Answers {
  /** Its answer is the description itself. */
  private static final String OF_ITSELF = "FetchOpenApi";

  private final Description description;
  private final List<Asker.Seen> all;

  Answers(Asker asker) {
    description = asker.description();
    all = asker.seen();
  }

  /** Each operation with each status that it is told to answer with, but for some. */
  Set<String> told(Set<String> without) {
    Set<String> told = new TreeSet<>();
    description
        .operations()
        .forEach(each -> each.statuses().forEach(status -> told.add(each.id() + " " + status)));
    told.removeAll(without);
    return told;
  }

  /** Each operation with each status that it answered with. */
  Set<String> given() {
    return all.stream()
        .map(each -> each.operation().id() + " " + each.status())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Operations and statuses whose example has other fields than any answer. */
  Set<String> wrongExamples() {
    Set<String> wrong = new TreeSet<>();
    for (Description.Operation operation : description.operations()) {
      for (int status : operation.statuses()) {
        if (!operation.id().equals(OF_ITSELF) && !isMet(operation, status)) {
          wrong.add(operation.id() + " " + status);
        }
      }
    }
    return wrong;
  }

  private boolean isMet(Description.Operation operation, int status) {
    List<JsonNode> answers =
        all.stream()
            .filter(each -> each.operation().equals(operation) && each.status() == status)
            .map(Asker.Seen::body)
            .filter(JsonNode::isObject)
            .toList();
    Set<String> shape = Description.shape(operation.example(status));
    return answers.isEmpty()
        || answers.stream().anyMatch(each -> Description.shape(each).equals(shape));
  }

  /** Writes those in JSON into {@code folder}, numbered, in place of what is there. */
  void keep(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> earlier = Files.list(folder)) {
      for (Path each : earlier.toList()) {
        Files.delete(each);
      }
    }
    int number = 0;
    for (Asker.Seen each : all) {
      if (each.body().isObject() && !each.operation().id().equals(OF_ITSELF)) {
        number++;
        Files.writeString(
            folder.resolve(
                "%03d-%s-%d.json".formatted(number, each.operation().id(), each.status())),
            each.body().toPrettyString());
      }
    }
  }
}
