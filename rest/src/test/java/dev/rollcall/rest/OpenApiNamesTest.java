package dev.rollcall.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.call.CallDirection;
import dev.rollcall.core.call.CallProgress;
import dev.rollcall.core.call.CallStatus;
import dev.rollcall.core.conference.ConferenceCallback;
import dev.rollcall.core.conference.ConferenceStatus;
import dev.rollcall.core.conference.EndReason;
import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.core.conference.ParticipantStatus;
import dev.rollcall.rest.UnsupportedParameter.Operation;
import dev.rollcall.rest.openapi.Described;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** The description has the names that the code has. */
final class OpenApiNamesTest {
  private final Described described = new Described();

  @Test
  void aParticipantIsCreatedWithTheParametersThatAreTaken() {
    Set<String> taken = new HashSet<>(ParticipantForm.PARAMETERS);
    taken.addAll(UnsupportedParameters.of(Operation.CREATE_PARTICIPANT));

    assertThat(described.form("CreateParticipant").propertyNames())
        .containsExactlyInAnyOrderElementsOf(taken);
  }

  @ParameterizedTest
  @EnumSource
  void parametersWithoutEffectAreMarkedWithTheReason(Operation operation) {
    String id =
        operation.id().substring(0, 1).toUpperCase(Locale.ROOT) + operation.id().substring(1);
    Map<String, String> marked = new TreeMap<>();
    described
        .form(id)
        .forEachEntry(
            (name, field) -> {
              if (field.has("x-rollcall-unsupported")) {
                marked.put(name, field.get("x-rollcall-unsupported").asString());
              }
            });

    assertThat(marked)
        .isEqualTo(
            UnsupportedParameters.ALL.stream()
                .filter(each -> each.operation() == operation)
                .collect(
                    Collectors.toMap(
                        UnsupportedParameter::name, each -> each.reason().spelling())));
  }

  @Test
  void unsupportedParametersAreToldAsTheyAre() {
    assertThat(values("UnsupportedParameter", "operation"))
        .isEqualTo(spelled(Operation.values(), Operation::id));
    assertThat(values("UnsupportedParameter", "answer"))
        .isEqualTo(
            spelled(UnsupportedParameter.Answer.values(), UnsupportedParameter.Answer::spelling));
    assertThat(values("UnsupportedParameter", "reason"))
        .isEqualTo(
            spelled(UnsupportedParameter.Reason.values(), UnsupportedParameter.Reason::spelling));
  }

  @Test
  void enumerationsHaveTheValuesThatAreAnswered() {
    assertThat(values("Conference", "status"))
        .isEqualTo(spelled(ConferenceStatus.values(), WireNames::of));
    assertThat(values("Conference", "reason_conference_ended"))
        .isEqualTo(spelled(EndReason.values(), WireNames::of));
    assertThat(values("Participant", "status"))
        .isEqualTo(spelled(ParticipantStatus.values(), WireNames::of));
    assertThat(values("Participant", "reason_participant_left"))
        .isEqualTo(spelled(LeaveReason.values(), WireNames::of));
    assertThat(values("Call", "status")).isEqualTo(spelled(CallStatus.values(), WireNames::of));
    assertThat(values("Call", "direction"))
        .isEqualTo(spelled(CallDirection.values(), WireNames::of));
  }

  @Test
  void enumerationsHaveTheValuesThatAreTaken() {
    assertThat(Described.values(schema("ListConference", "Status")))
        .isEqualTo(spelled(ConferenceStatus.values(), WireNames::of));
    assertThat(Described.values(schema("ListCall", "Status")))
        .isEqualTo(spelled(CallStatus.values(), WireNames::of));
    JsonNode form = described.form("CreateParticipant");
    assertThat(Described.values(form.at("/StatusCallbackEvent/items")))
        .isEqualTo(spelled(CallProgress.values(), WireNames::of));
    assertThat(Described.values(form.at("/ConferenceStatusCallbackEvent/items")))
        .isEqualTo(spelled(ConferenceCallback.Kind.values(), WireNames::of));
  }

  @Test
  void errorsHaveTheirCodesAndNames() {
    JsonNode code = described.property("Error", "code");
    Set<Integer> codes = new TreeSet<>();
    code.get("enum").forEach(each -> codes.add(each.asInt()));

    assertThat(codes)
        .isEqualTo(
            Arrays.stream(ApiError.values())
                .map(ApiError::code)
                .collect(Collectors.toCollection(TreeSet::new)));
    for (int at = 0; at < code.get("enum").size(); at++) {
      ApiError named = ApiError.valueOf(code.get("x-enum-varnames").get(at).asString());
      assertThat(named.code()).isEqualTo(code.get("enum").get(at).asInt());
      assertThat(code.get("x-enum-descriptions").get(at).asString()).endsWith(".");
    }
  }

  @Test
  void listsHaveTheirFilters() {
    Map<ListKind, String> lists =
        Map.of(
            ListKind.ACCOUNTS,
            "ListAccount",
            ListKind.KEYS,
            "ListKey",
            ListKind.PARTICIPANTS,
            "ListParticipant",
            ListKind.CONFERENCES,
            "ListConference",
            ListKind.CALLS,
            "ListCall");

    assertThat(lists).containsOnlyKeys(ListKind.values());
    lists.forEach(
        (kind, id) -> {
          Set<String> known = new TreeSet<>(Set.of("PageSize", "Page", "PageToken"));
          known.addAll(kind.filters());
          assertThat(
                  described
                      .operation(id)
                      .get("parameters")
                      .valueStream()
                      .map(described::resolved)
                      .map(each -> each.get("name").asString()))
              .containsExactlyInAnyOrderElementsOf(known);
        });
  }

  @Test
  void everyRouteIsDescribedWithItsMethods() {
    Map<String, Set<String>> methods = new TreeMap<>();
    described.operations().keySet().stream()
        .map(request -> request.split(" ", 2))
        .filter(request -> request[1].startsWith(TwilioApi.MOUNT))
        .forEach(
            request -> methods.computeIfAbsent(request[1], _ -> new TreeSet<>()).add(request[0]));
    Set<Class<?>> routes = new HashSet<>();

    methods.forEach(
        (path, served) -> {
          Route route =
              Route.parse(Arrays.asList(path.substring(1).split("/", -1))).orElseThrow().route();
          assertThat(served).as(path).isEqualTo(new TreeSet<>(route.methods()));
          routes.add(route.getClass());
        });
    assertThat(routes)
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(Route.class.getPermittedSubclasses()).collect(Collectors.toSet()));
  }

  private Set<String> values(String schema, String property) {
    return Described.values(described.property(schema, property));
  }

  private JsonNode schema(String operation, String parameter) {
    return described.query(operation, parameter).orElseThrow().get("schema");
  }

  private static <T> Set<String> spelled(T[] values, Function<T, String> spelling) {
    return Arrays.stream(values).map(spelling).collect(Collectors.toCollection(TreeSet::new));
  }
}
