package dev.rollcall.ocp.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ToolNamesTest {
  @ParameterizedTest
  @CsvSource({
    "ListParticipant, listParticipant",
    "meta/root, metaRoot",
    "SMS/send, smsSend",
    "v2010/Accounts, v2010Accounts",
    "get-v3-repos, getV3Repos",
    "getHTTPResponse, getHttpresponse",
    "list HTTPServers v2, listHttpserversV2",
    "api/HTTP_request, apiHttpRequest",
    "api./..users, apiUsers",
    "api//users, apiUsers",
    "a:b(c), a:b(c)",
    "repos/disable-vulnerability-alerts, reposDisableVulnerabilityAlerts",
    "admin_apps_approve, adminAppsApprove",
    "FetchAccount, fetchAccount",
    "chat.postMessage, chatPostMessage",
    "FetchAccount2Items, fetchAccount2Items",
    "getÜber, getüber",
    "___, ___",
    "'', ''",
  })
  void wordsAreJoinedInCamelCase(String operationId, String name) {
    assertThat(ToolNames.camelCase(operationId)).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "___, PATCH, /a/{id}, patchAId",
    "123abc, PATCH, /a/{id}, patchAId",
    "'', GET, /repos/{owner}/{repo}/issues, getReposOwnerRepoIssues",
    "'', GET, /, get",
    "'', GET, /p{a}/z-{b}.json, getPaZBJson",
    "élan, DELETE, /x, deleteX",
    "ListParticipant, GET, /x, listParticipant",
  })
  void anIdThatGivesNoNameLeavesItToThePath(
      String operationId, String method, String path, String name) {
    assertThat(ToolNames.of(operationId, method, path)).contains(name);
  }

  @ParameterizedTest
  @CsvSource({"getUsers, true", "a, true", "1a, false", "_a, false", "'', false", "é, false"})
  void namesBeginWithALetter(String name, boolean valid) {
    assertThat(ToolNames.isValid(name)).isEqualTo(valid);
  }

  @Test
  void repeatedNamesAreNumberedWithoutTakingAnothersName() {
    assertThat(ToolNames.distinct(List.of("a", "b", "a", "a2", "a", "b")))
        .containsExactly("a", "b", "a3", "a2", "a4", "b2");
  }
}
