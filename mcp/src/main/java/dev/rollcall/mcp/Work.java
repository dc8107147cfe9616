package dev.rollcall.mcp;

/** What a call does: run the handler of a tool or a prompt. */
interface Work<P> {
  /** Runs the handler once. */
  Outcome run(Round<P> round) throws McpException, InterruptedException;

  /** The answer when the handler could not give one. */
  Answer failed(String why);

  /** What runs, for the log. */
  String name();

  /** How a run of a handler ends. */
  sealed interface Outcome {
    record Done(Answer answer) implements Outcome {}

    record Asks(InputRequired questions) implements Outcome {}
  }
}
