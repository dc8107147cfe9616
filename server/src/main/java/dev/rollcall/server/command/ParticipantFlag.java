package dev.rollcall.server.command;

/** What a list of participants can be narrowed by. */
enum ParticipantFlag {
  MUTED("--muted", "Muted", "muted"),
  HOLD("--hold", "Hold", "on hold"),
  COACHING("--coaching", "Coaching", "coaching somebody");

  private final String option;
  private final String parameter;
  private final String description;

  ParticipantFlag(String option, String parameter, String description) {
    this.option = option;
    this.parameter = parameter;
    this.description = description;
  }

  /** Its name on the command line. */
  String option() {
    return option;
  }

  /** Its name in the API. */
  String parameter() {
    return parameter;
  }

  /** It, in a sentence about a participant. */
  String description() {
    return description;
  }
}
