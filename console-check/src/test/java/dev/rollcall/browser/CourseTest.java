package dev.rollcall.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the scripts make of events, asked of the scripts themselves as the browser has them. */
class CourseTest {
  /** The modules, and events as the API tells them. */
  private static final String TOOLS =
      """
      const root = document.querySelector('script[type=module]').src.replace('main.js', '');
      const spans = await import(`${root}conference/spans.js`);
      const scale = await import(`${root}conference/scale.js`);
      const words = await import(`${root}history/words.js`);
      const event = (sequence, name, told = {}) => ({
        sequence, event: name, at: new Date(sequence * 1000).toISOString(), parameters: told });
      const ann = (told = {}) => (
        { CallSid: 'CA1', Muted: 'false', Hold: 'false', Coaching: 'false', ...told });
      const course = (...events) => {
        const course = new spans.Course();
        events.forEach((each) => course.apply(each));
        return course;
      };
      const said = (some) => some.map((one) => `${one.from / 1000}-${one.to && one.to / 1000}`);
      """;

  @RegisterExtension final Browsing browsing = new Browsing();

  private Page page;

  @BeforeEach
  void open() {
    page = browsing.tab().expecting("401 GET /console/session").open("/history");
  }

  @Test
  void flagsBecomeSpans() {
    assertThat(
            asked(
                """
                const lane = course(
                    event(1, 'participant-join', ann({ Muted: 'true' })),
                    event(2, 'participant-unmute', ann()),
                    event(3, 'participant-speech-start', ann()),
                    event(4, 'participant-hold', ann({ Hold: 'true' })),
                    event(5, 'participant-speech-stop', ann({ Hold: 'true' })),
                    event(6, 'participant-modify', ann({ Hold: 'true', Coaching: 'true' })),
                    event(9, 'participant-leave', ann({ Hold: 'true', Coaching: 'true' })))
                    .lanes.get('CA1');
                return [lane.joined, lane.left, said(lane.muted), said(lane.speaking),
                    said(lane.held), said(lane.coaching)].map(String);
                """))
        .isEqualTo(List.of("1000", "9000", "1-2", "3-5", "4-9", "6-9"));
  }

  @Test
  void theEndOfTheConferenceEndsEverything() {
    assertThat(
            asked(
                """
                const all = course(
                    event(1, 'participant-join', ann({ Muted: 'true' })),
                    event(2, 'conference-start'),
                    event(3, 'announcement-fail', { ReasonAnnouncementFailed: 'gone' }),
                    event(4, 'conference-end'));
                const lane = all.lanes.get('CA1');
                return [all.started, all.ended, all.marks[0].at, all.marks[0].why, lane.left,
                    said(lane.muted)].map(String);
                """))
        .isEqualTo(List.of("2000", "4000", "3000", "gone", "4000", "1-4"));
  }

  @Test
  void whatIsToldTwiceCountsOnce() {
    assertThat(
            asked(
                """
                const told = [event(1, 'participant-join', ann()),
                    event(2, 'participant-mute', ann({ Muted: 'true' }))];
                const all = course(...told, ...told);
                return said(all.lanes.get('CA1').muted);
                """))
        .isEqualTo(List.of("2-null"));
  }

  /** Nothing in what is left of the log muted her, so she was muted when it begins. */
  @Test
  void whatMustHaveBeenSoBeforeTheLogBeginsIsSoFromThere() {
    assertThat(
            asked(
                """
                const all = course(
                    event(5, 'participant-mute', { ...ann({ Muted: 'true' }), CallSid: 'CA2' }),
                    event(7, 'participant-unmute', ann({ Hold: 'true' })),
                    event(8, 'participant-unhold', ann()));
                const lane = all.lanes.get('CA1');
                return [String(all.cut), String(lane.joined), ...said(lane.muted),
                    ...said(lane.held), ...said(all.lanes.get('CA2').muted)];
                """))
        .isEqualTo(List.of("true", "null", "5-7", "5-8", "5-null"));
  }

  @Test
  void recordsTellWhatEventsDoNot() {
    assertThat(
            asked(
                """
                const told = course(event(5, 'participant-leave', ann()));
                const people = [
                    { call: 'CA2', name: 'bob', direction: 'outbound', created: 3000, joined: null,
                      left: 4000 },
                    { call: 'CA1', name: 'ann', direction: 'inbound', created: 1000, joined: 1500,
                      left: 5900 }];
                return spans.lanesOf(told, people)
                    .map((lane) => [lane.name, lane.called, lane.joined, lane.left].join(' '));
                """))
        .isEqualTo(List.of("ann 1500 1500 5000", "bob 3000  4000"));
  }

  @Test
  void spansThatWouldTouchAreDrawnAsOne() {
    assertThat(
            asked(
                """
                const some = [[0, 10], [12, 20], [40, 50], [90, null]]
                    .map(([from, to]) => ({ from, to }));
                return spans.drawn(some, 5, 100, 3).map((one) => `${one.from}-${one.to}`);
                """))
        .isEqualTo(List.of("5-20", "40-50", "90-100"));
  }

  @Test
  void marksOfTimeAreWholeOnesOfTheClockThatIsShown() {
    assertThat(
            asked(
                """
                const hour = 3600000;
                const many = [[0, 9000], [0, hour], [hour / 4, 30 * hour], [0, 2000 * 24 * hour]]
                    .map(([from, to]) => scale.ticks(from, to, 10, hour / 2));
                return [...many.map((each) => each.step / 1000), many[2].times[0] / 60000,
                    many.every((each) => each.times.length <= 11)].map(String);
                """))
        .isEqualTo(List.of("1", "600", "10800", "19353600", "150", "true"));
  }

  @Test
  void whatIsSeenStaysWithinWhatThereIs() {
    assertThat(
            asked(
                """
                const whole = { from: 0, to: 100000 };
                return [scale.zoomed(whole, whole, 0.5, 25000),
                    scale.zoomed({ from: 0, to: 10000 }, whole, 4, 0),
                    scale.moved({ from: 80000, to: 90000 }, whole, 50000),
                    scale.zoomed({ from: 0, to: 1500 }, whole, 0.5, 1500),
                    scale.within({ from: -5, to: 200000 }, whole)]
                    .map((seen) => `${seen.from}-${seen.to}`);
                """))
        .isEqualTo(List.of("12500-62500", "0-40000", "90000-100000", "750-1500", "0-100000"));
  }

  @Test
  void lengthsAreSaidInTheirTwoGreatestUnits() {
    assertThat(
            asked(
                """
                return [0, 45, 60, 192, 3600, 3840, 3605, 97200, 86400 * 40].map(
                    (seconds) => words.lasting(seconds * 1000));
                """))
        .isEqualTo(
            List.of(
                "0 s",
                "45 s",
                "1 min",
                "3 min 12 s",
                "1 h",
                "1 h 4 min",
                "1 h",
                "1 d 3 h",
                "40 d"));
  }

  private Object asked(String script) {
    return page.evaluate("async () => {" + TOOLS + script + "}");
  }
}
