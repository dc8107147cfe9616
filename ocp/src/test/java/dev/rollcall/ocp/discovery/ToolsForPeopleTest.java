package dev.rollcall.ocp.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.ocp.Compatibility;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Documentation, search and choice of tools. */
final class ToolsForPeopleTest {
  private static final List<Tool> TOOLS =
      Descriptions.read(
              Compatibility.CORRECT,
              """
              {'openapi': '3.0.0', 'paths': {
                '/v1/repos/{owner}': {'get': {'operationId': 'ListRepos', 'summary': 'All of them',
                  'tags': ['Repos', 'Read'], 'parameters': [
                    {'name': 'owner', 'in': 'path', 'required': true, 'description': 'Whose'},
                    {'name': 'page', 'in': 'query'}]}},
                '/v1/users.find': {'get': {'operationId': 'FindUser', 'summary': 'Looks in REPOS',
                  'tags': ['Read']}},
                '/{tenant}/Users': {'post': {'operationId': 'AddUser'}},
                '/': {'get': {'operationId': 'Root'}}}}
              """)
          .tools();

  @Test
  void documentationIsMarkdown() {
    assertThat(ToolDocumentation.of(TOOLS.getFirst()))
        .isEqualTo(
            """
            ## listRepos
            **Method:** GET
            **Path:** /v1/repos/{owner}
            **Description:** All of them

            ### Parameters:
            - **owner** (required) [path]: Whose
            - **page** (optional) [query]:\s

            **Tags:** Repos, Read
            """);
  }

  @Test
  void documentationLeavesOutWhatThereIsNot() {
    assertThat(ToolDocumentation.of(TOOLS.getLast()))
        .isEqualTo(
            """
            ## root
            **Method:** GET
            **Path:** /
            **Description:** No description provided
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "repos | listRepos,findUser",
        "LISTREPOS | listRepos",
        "user | findUser,addUser",
        "'' | listRepos,findUser,addUser,root",
        "nowhere | ''",
      })
  void searchLooksInNamesAndDescriptions(String query, String found) {
    assertThat(String.join(",", ToolSearch.in(TOOLS, query).stream().map(Tool::name).toList()))
        .isEqualTo(found);
  }

  @Test
  void tagsAreFoundAsTheyAreWritten() {
    assertThat(ToolSearch.tagged(TOOLS, "Read"))
        .extracting(Tool::name)
        .containsExactly("listRepos", "findUser");
    assertThat(ToolSearch.tagged(TOOLS, "read")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "repos | /v1 | listRepos",
        "REPOS,users | /V1 | listRepos,findUser,addUser",
        "users | '' | addUser",
        "v1 | '' | listRepos,findUser",
        "find | /v1 | ''",
        "user | /v1 | ''",
        "'' | /v1 | listRepos,findUser,addUser,root",
      })
  void resourcesAreChosenByTheFirstSegment(String resources, String prefix, String chosen) {
    ResourceFilter filter =
        new ResourceFilter(
            resources.isEmpty() ? List.of() : List.of(resources.split(",", -1)),
            Optional.of(prefix).filter(text -> !text.isEmpty()));
    ApiDescription all =
        new ApiDescription("t", "1", "d", "b", TOOLS, Descriptions.node("{'openapi': '3.0.0'}"));

    ApiDescription filtered = filter.apply(all);

    assertThat(String.join(",", filtered.tools().stream().map(Tool::name).toList()))
        .isEqualTo(chosen);
    assertThat(filtered)
        .isEqualTo(new ApiDescription("t", "1", "d", "b", filtered.tools(), all.source()));
  }
}
