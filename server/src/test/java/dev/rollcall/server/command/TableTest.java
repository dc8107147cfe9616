package dev.rollcall.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void columnsAreAsWideAsTheirWidestCell() {
    Table table = new Table(List.of("A", "LONG", "C"));
    table.add(List.of("wide cell", "1", "x"));
    table.add(List.of("", "22", "\ud83d\ude00"));

    assertThat(table.lines(false))
        .containsExactly(
            "A          LONG  C", //
            "wide cell  1     x",
            "           22    \ud83d\ude00");
  }

  @Test
  void onlyHeadingsAreColoured() {
    Table table = new Table(List.of("A"));
    table.add(List.of("x"));

    assertThat(table.lines(true)).containsExactly("\u001b[1mA\u001b[0m", "x");
  }

  @Test
  void cellsCannotSteerTheTerminal() {
    Table table = new Table(List.of("A"));
    table.add(List.of("\u001b]0;title\u0007\n\u202eevil\ud800"));

    assertThat(table.lines(false)).containsExactly("A", "?]0;title???evil?");
  }
}
