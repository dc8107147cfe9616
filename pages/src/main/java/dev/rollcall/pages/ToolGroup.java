package dev.rollcall.pages;

import java.util.List;

/**
 * Tools that belong together, as lists show them.
 *
 * @param address the page of the group, such as that of an API; empty if it has none
 */
public record ToolGroup(String title, String description, String address, List<ToolLink> tools) {
  public ToolGroup {
    tools = List.copyOf(tools);
  }
}
