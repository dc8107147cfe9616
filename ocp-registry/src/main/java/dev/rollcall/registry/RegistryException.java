package dev.rollcall.registry;

import java.util.List;

/** A request that the registry does not carry out; nothing has changed. */
final class RegistryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String explanation;
  private final transient List<Fault> faults;

  /**
   * One thing that is wrong with a request.
   *
   * @param type the kind of fault, in the words of FastAPI
   * @param location where it is, from {@code body} or {@code query} on
   */
  record Fault(String type, List<String> location, String message) {}

  RegistryException(int status, String explanation) {
    super(explanation);
    this.status = status;
    this.explanation = explanation;
    faults = List.of();
  }

  /** A request that is well-formed and wrong: answered with 422. */
  RegistryException(List<Fault> faults) {
    super(faults.toString());
    status = 422;
    explanation = "";
    this.faults = List.copyOf(faults);
  }

  static RegistryException fault(String type, List<String> location, String message) {
    return new RegistryException(List.of(new Fault(type, location, message)));
  }

  static RegistryException absent(String name) {
    return new RegistryException(404, "API '" + name + "' not found");
  }

  int status() {
    return status;
  }

  String explanation() {
    return explanation;
  }

  /** What is wrong, if the status is 422. */
  List<Fault> faults() {
    return faults;
  }
}
