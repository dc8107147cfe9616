package dev.rollcall.mcp;

import java.util.List;

/**
 * The tools and prompts that some callers see, in the order in which lists show them. Compared by
 * identity: the engine keeps what it derives from an instance for as long as the instance lives.
 */
public final class Catalogue<P> {
  private final List<Tool<P>> tools;
  private final List<Prompt<P>> prompts;

  public Catalogue(List<Tool<P>> tools, List<Prompt<P>> prompts) {
    this.tools = List.copyOf(tools);
    this.prompts = List.copyOf(prompts);
  }

  public List<Tool<P>> tools() {
    return tools;
  }

  public List<Prompt<P>> prompts() {
    return prompts;
  }
}
