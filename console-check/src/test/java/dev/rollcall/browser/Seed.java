package dev.rollcall.browser;

import dev.rollcall.phone.PhoneCall;
import dev.rollcall.phone.Voice;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * A server on which much goes on: conferences whose phones speak, are muted, on hold and coaching,
 * conferences that are over, and conversations. For pictures, and for pages that need all of it.
 */
final class Seed {
  private final LiveServer server;
  private final Api api;

  private Seed(LiveServer server) {
    this.server = server;
    api = server.api();
  }

  /** Sows all of it. */
  static void sow(LiveServer server) throws Exception {
    Seed seed = new Seed(server);
    seed.past();
    seed.standup();
    seed.support();
    seed.workshop();
    seed.conversations();
  }

  private void past() throws Exception {
    for (String room : new String[] {"planning", "retro", "interview"}) {
      PhoneCall ann = phone(room, "ann", "Ann Becker", true);
      PhoneCall bob = phone(room, "bob", "Bob Okafor", false);
      change(room, "Bob Okafor", "Muted=true");
      change(room, "Bob Okafor", "Muted=false");
      bob.hangUp();
      ann.hangUp();
    }
  }

  private void standup() throws Exception {
    phone("standup", "ann", "Ann Becker", true);
    phone("standup", "bob", "Bob Okafor", false);
    phone("standup", "chen", "Chen Wei", false);
    phone("standup", "eve", "Eve Lindqvist", true);
    change("standup", "Bob Okafor", "Muted=true");
  }

  private void support() throws Exception {
    phone("support-4711", "+4930123450", "Customer", true);
    phone("support-4711", "dana", "Dana Silva", false);
    phone("support-4711", "finn", "Finn, team lead", false);
    phone("support-4711", "billing", "Billing", false);
    String dana = api.participant("support-4711", encoded("Dana Silva")).get("call_sid").asString();
    change("support-4711", encoded("Finn, team lead"), "Coaching=true&CallSidToCoach=" + dana);
    change("support-4711", "Billing", "Hold=true");
  }

  private void workshop() throws Exception {
    phone("workshop", "grace", "Grace Hall", true);
    phone("workshop", "hugo", "Hugo Marin", false);
  }

  private void conversations() throws IOException, InterruptedException {
    Agent ann = Agent.of(server, "ann");
    Agent bob = Agent.of(server, "bob");
    String launch = ann.conversation("Launch of the spring release");
    ann.add(launch, "bob");
    ann.post(launch, "The release notes are ready. Who reads them once more?");
    bob.post(launch, "I do, until three o'clock.");
    ann.post(launch, "Thanks! Then we meet in the huddle at half past three.");
    bob.conversation("Handover of the support line");
  }

  private PhoneCall phone(String room, String name, String label, boolean speaks) throws Exception {
    return server.dial(
        room, name, label, speaks ? Voice.tone(400, Hearing.AMPLITUDE) : Voice.silence());
  }

  private void change(String room, String label, String form)
      throws IOException, InterruptedException {
    String path = "Conferences/" + room + "/Participants/" + label.replace(" ", "%20") + ".json";
    api.post(api.below(path), form);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
