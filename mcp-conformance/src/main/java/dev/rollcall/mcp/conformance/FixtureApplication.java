package dev.rollcall.mcp.conformance;

import dev.rollcall.http.HttpResponse;
import dev.rollcall.mcp.Application;
import dev.rollcall.mcp.Catalogue;
import dev.rollcall.mcp.Completer;
import dev.rollcall.mcp.Implementation;
import dev.rollcall.mcp.Prompt;
import dev.rollcall.mcp.Resources;
import dev.rollcall.mcp.Target;
import dev.rollcall.mcp.Tool;
import dev.rollcall.mcp.ToolOutcome;
import dev.rollcall.mcp.ToolResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything that the conformance suite expects to find on a server, the same for all callers. One
 * tool and one prompt come and go when other tools are called, which is the suite's way to have a
 * list changed.
 */
final class FixtureApplication implements Application<Anyone> {
  private final FixtureResources resources = new FixtureResources();
  private final FixtureCompleter completer = new FixtureCompleter();
  private final Announcements announcements;
  private final List<Tool<Anyone>> tools = new ArrayList<>();
  private boolean changingTool;
  private boolean changingPrompt;
  private volatile Catalogue<Anyone> catalogue;

  FixtureApplication(Announcements announcements) {
    this.announcements = announcements;
    tools.addAll(ContentTools.all());
    tools.addAll(InteractiveTools.all());
    tools.addAll(InputRequiredTools.all());
    tools.add(
        Tools.changing(
            "test_trigger_tool_change", "Lets a tool come or go.", (_, _) -> changeTools()));
    tools.add(
        Tools.changing(
            "test_trigger_prompt_change", "Lets a prompt come or go.", (_, _) -> changePrompts()));
    tools.add(
        Tools.changing(
            "test_trigger_resource_change",
            "Changes the watched resource.",
            (_, _) -> changeResource()));
    catalogue = assembled();
  }

  @Override
  public Implementation implementation() {
    return new Implementation("rollcall-conformance", "Rollcall conformance fixtures", "1.0.0");
  }

  @Override
  public Optional<String> instructions() {
    return Optional.of("Fixtures for the MCP conformance suite. Of no use to a model.");
  }

  @Override
  public Catalogue<Anyone> catalogue(Anyone caller) {
    return catalogue;
  }

  @Override
  public Resources<Anyone> resources() {
    return resources;
  }

  @Override
  public Completer<Anyone> completer() {
    return completer;
  }

  @Override
  public Optional<HttpResponse> forbid(Anyone caller, Target target) {
    return Optional.empty();
  }

  @Override
  public String identity(Anyone caller) {
    return "anyone";
  }

  private ToolOutcome changeTools() {
    synchronized (this) {
      changingTool = !changingTool;
      catalogue = assembled();
    }
    announcements.toolsChanged();
    return ToolResult.text("The list of tools has changed.");
  }

  private ToolOutcome changePrompts() {
    synchronized (this) {
      changingPrompt = !changingPrompt;
      catalogue = assembled();
    }
    announcements.promptsChanged();
    return ToolResult.text("The list of prompts has changed.");
  }

  private ToolOutcome changeResource() {
    resources.changeWatched();
    announcements.resourceUpdated(FixtureResources.WATCHED);
    return ToolResult.text("The watched resource has changed.");
  }

  private Catalogue<Anyone> assembled() {
    List<Tool<Anyone>> shownTools = new ArrayList<>(tools);
    if (changingTool) {
      shownTools.add(
          Tools.plain(
              "test_changing_tool",
              "Is only sometimes there.",
              (_, _) -> ToolResult.text("This tool is here for the moment.")));
    }
    List<Prompt<Anyone>> shownPrompts = new ArrayList<>(Prompts.all());
    if (changingPrompt) {
      shownPrompts.add(Prompts.changing());
    }
    return new Catalogue<>(shownTools, shownPrompts);
  }
}
