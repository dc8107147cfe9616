package dev.rollcall.mcp.tools;

import dev.rollcall.core.access.Principal;
import dev.rollcall.core.paging.Seek;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The cursors of one list as one account sees it.
 *
 * @param noun what a refusal calls the list
 * @param <K> what the list is ordered by
 */
record ListCursors<K>(Cursors cursors, KeyForm<K> form, List<String> binding, String noun) {
  ListCursors {
    binding = List.copyOf(binding);
  }

  /**
   * Cursors of the list {@code name} for {@code caller}'s account.
   *
   * @param about which list of that name: the conversation or the filters
   */
  static <K> ListCursors<K> of(
      Cursors cursors,
      KeyForm<K> form,
      String name,
      Principal caller,
      String noun,
      List<String> about) {
    List<String> binding = new ArrayList<>(about.size() + 2);
    binding.add(name);
    binding.add(caller.account().text());
    binding.addAll(about);
    return new ListCursors<>(cursors, form, binding, noun);
  }

  /**
   * The stretch a call asks for: where its cursor says, as long as it says itself, or else the
   * cursor, or else {@code usual}.
   *
   * @throws ToolError if the cursor is not one of this list
   */
  Seek<K> seek(Arguments arguments, int usual) {
    Optional<Integer> limit = arguments.integer("limit");
    Optional<String> cursor = arguments.text("cursor");
    if (cursor.isEmpty()) {
      return Seek.first(limit.orElse(usual));
    }
    Seek<K> there =
        read(cursor.get())
            .orElseThrow(
                () ->
                    new ToolError(
                        "The cursor is not valid for this %s; call again without cursor."
                            .formatted(noun)));
    return new Seek<>(there.from(), there.backwards(), limit.orElse(there.limit()));
  }

  String write(Seek<K> seek) {
    return cursors.write(binding, form, seek);
  }

  /** What {@code cursor} says; empty if it is not one of this list. */
  Optional<Seek<K>> read(String cursor) {
    return cursors.read(binding, form, cursor);
  }
}
