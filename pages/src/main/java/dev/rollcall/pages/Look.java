package dev.rollcall.pages;

import java.util.List;
import java.util.Optional;

/**
 * How pages look and what stands around them, so that those of several parts of a server are one
 * family. All addresses are of this server: pages may load nothing else.
 *
 * @param icon the address of the icon
 * @param styles the addresses of the style sheets of every page
 * @param scripts the addresses of the modules of every page
 * @param navigation the items of the navigation at the top, which are HTML already; without any
 *     there is no header
 * @param above the pages that all others are below
 * @param playground what a page with a playground has besides
 */
public record Look(
    Optional<String> icon,
    List<String> styles,
    List<String> scripts,
    String navigation,
    List<Link> above,
    Part playground) {
  /** Nothing but what the pages say. */
  public static final Look PLAIN =
      new Look(
          Optional.empty(),
          List.of(),
          List.of(),
          "",
          List.of(),
          new Part(List.of(), List.of(), List.of()));

  public Look {
    styles = List.copyOf(styles);
    scripts = List.copyOf(scripts);
    above = List.copyOf(above);
  }

  /**
   * Style sheets and modules that belong together.
   *
   * @param styles the addresses of the style sheets
   * @param scripts the addresses of the modules that are run
   * @param modules the addresses of all modules that those need, so that a browser asks for all at
   *     once
   */
  public record Part(List<String> styles, List<String> scripts, List<String> modules) {
    public Part {
      styles = List.copyOf(styles);
      scripts = List.copyOf(scripts);
      modules = List.copyOf(modules);
    }
  }
}
