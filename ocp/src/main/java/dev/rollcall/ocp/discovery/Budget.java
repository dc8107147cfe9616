package dev.rollcall.ocp.discovery;

import tools.jackson.databind.JsonNode;

/** What reading one description may still cost. */
final class Budget {
  private static final int CHARACTERS_OF_A_NODE = 32;

  private final DiscoveryLimits limits;
  private long spent;
  private long unfolded;

  Budget(DiscoveryLimits limits) {
    this.limits = limits;
  }

  /** How much a text counts for. */
  static long weight(String text) {
    return 1L + text.length() / CHARACTERS_OF_A_NODE;
  }

  /** One step of work at {@code depth}. */
  void step(int depth) {
    if (depth > limits.depth()) {
      throw new DiscoveryException(
          "The description nests deeper than " + limits.depth() + " levels");
    }
    work(1);
  }

  /** As many steps of work; looking through a container takes one for each child. */
  void work(long steps) {
    spent += steps;
    checked(spent);
  }

  /** Tools grow by {@code weight}. */
  void unfold(long weight) {
    unfolded += checked(weight);
    checked(unfolded);
  }

  /** Tools grow by all of {@code node}. */
  void unfold(JsonNode node) {
    unfold(node, 0);
  }

  private void unfold(JsonNode node, int depth) {
    step(depth);
    unfold(node.isString() ? weight(node.stringValue()) : 1);
    for (JsonNode child : node.values()) {
      unfold(child, depth + 1);
    }
  }

  /** {@code weight} if one value alone may weigh as much. */
  long checked(long weight) {
    if (weight > limits.nodes()) {
      throw tooMuch();
    }
    return weight;
  }

  private DiscoveryException tooMuch() {
    return new DiscoveryException(
        "The description unfolds to more than " + limits.nodes() + " values");
  }
}
