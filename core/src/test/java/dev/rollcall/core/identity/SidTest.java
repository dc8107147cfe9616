package dev.rollcall.core.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SidTest {
  private static final Instant START = Instant.parse("2026-11-21T08:00:00Z");

  @Test
  void isReadBackAsItIsWritten() {
    CallSid sid = new CallSid(new UUID(0x0123_4567_89ab_cdefL, 0xfedc_ba98_7654_3210L));

    assertThat(sid.text()).isEqualTo("CA0123456789abcdeffedcba9876543210").hasSize(Sid.LENGTH);
    assertThat(CallSid.parse(sid.text())).contains(sid);
    assertThat(CallSid.parse("CA0123456789ABCDEFfedcba9876543210")).contains(sid);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "CA",
        "CF0123456789abcdeffedcba9876543210",
        "ca0123456789abcdeffedcba9876543210",
        "CA0123456789abcdeffedcba987654321",
        "CA0123456789abcdeffedcba98765432100",
        "CA0123456789abcdeffedcba987654321g",
        "CA0123456789abcdeffedcba98765432\u0661\u0661",
        "CA+123456789abcdeffedcba9876543210"
      })
  void refusesEverythingElse(String text) {
    assertThat(CallSid.parse(text)).isEmpty();
  }

  @Test
  void sortsAsItsTextSorts() {
    CallSid low = new CallSid(new UUID(1, 0x7fff_ffff_ffff_ffffL));
    CallSid high = new CallSid(new UUID(1, 0x8000_0000_0000_0000L));

    assertThat(low).isLessThan(high);
    assertThat(low.text()).isLessThan(high.text());
  }

  @Test
  void increasesWhetherTheClockRunsStandsOrGoesBack() {
    ManualClock clock = new ManualClock(START);
    SidGenerator generator = new SidGenerator(clock, new Random(7));
    List<ParticipantSid> made = new ArrayList<>();

    for (int i = 0; i < 10_000; i++) {
      made.add(generator.participant());
    }
    clock.advance(Duration.ofSeconds(-5));
    made.add(generator.participant());
    clock.advance(Duration.ofHours(1));
    made.add(generator.participant());

    assertThat(made).isSorted().doesNotHaveDuplicates();
    assertThat(made.getLast().id().getMostSignificantBits() >>> 16)
        .isEqualTo(clock.instant().toEpochMilli());
  }

  @Test
  void isAVersion7Uuid() {
    UUID id = new SidGenerator(new ManualClock(START), new Random(7)).conference().id();

    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(START.toEpochMilli());
  }

  @Test
  void isUniqueAcrossThreads() throws InterruptedException {
    SidGenerator generator = new SidGenerator(new ManualClock(START), new Random(7));
    Set<CallSid> made = ConcurrentHashMap.newKeySet();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int k = 0; k < 5_000; k++) {
                      made.add(generator.call());
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(made).hasSize(20_000);
  }
}
