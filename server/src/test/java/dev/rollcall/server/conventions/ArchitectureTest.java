package dev.rollcall.server.conventions;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The arrows between modules and packages, as docs/architecture.md draws them. */
class ArchitectureTest {
  private static final String OURS = "dev.rollcall";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages(OURS);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      emptyValue = "",
      value = {
        "core  | ''",
        "http  | ''",
        "store | core",
        "media | core",
        "sip   | core",
        "rest  | core http ocp",
        "phone | core sip media",
        "pages | http",
        "registry | core http ocp pages",
        "console | core http pages",
        "mcp.tools       | core http mcp",
        "mcp.conformance | http mcp",
      })
  void aModuleKnowsOnlyItselfAndThese(String module, String known) {
    String[] allowed =
        Stream.concat(Stream.of(module), Arrays.stream(known.split(" ")))
            .filter(name -> !name.isBlank())
            .map(name -> OURS + "." + name + "..")
            .toArray(String[]::new);

    noClasses()
        .that()
        .resideInAPackage(OURS + "." + module + "..")
        .should()
        .dependOnClassesThat(resideInAPackage(OURS + "..").and(resideOutsideOfPackages(allowed)))
        .check(CLASSES);
  }

  @Test
  void theMcpWireKnowsNothingOfWhatIsServed() {
    noClasses()
        .that()
        .resideInAPackage(OURS + ".mcp..")
        .and()
        .resideOutsideOfPackages(OURS + ".mcp.tools..", OURS + ".mcp.conformance..")
        .should()
        .dependOnClassesThat(
            resideInAPackage(OURS + "..")
                .and(resideOutsideOfPackages(OURS + ".mcp..", OURS + ".http.."))
                .or(resideInAnyPackage(OURS + ".mcp.tools..", OURS + ".mcp.conformance..")))
        .check(CLASSES);
  }

  @Test
  void coreKnowsNoWireAndNoDatabase() {
    noClasses()
        .that()
        .resideInAPackage(OURS + ".core..")
        .should()
        .dependOnClassesThat(
            resideOutsideOfPackages(
                OURS + ".core..",
                "java.lang..",
                "java.util..",
                "java.time..",
                "java.io..",
                "java.math..",
                "java.net",
                "java.nio.charset..",
                "java.security..",
                "org.slf4j..",
                "com.github.benmanes.caffeine..",
                "org.jspecify..",
                ""))
        .check(CLASSES);
  }

  @Test
  void onlyTheStoreKnowsTheDatabase() {
    noClasses()
        .that()
        .resideOutsideOfPackage(OURS + ".store..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "java.sql..", "javax.sql..", "org.sqlite..", "com.zaxxer..", "org.flywaydb.."))
        .check(CLASSES);
  }

  @ParameterizedTest
  @CsvSource({
    "message, sdp transport transaction dialog call",
    "sdp, transport transaction dialog call",
    "transport, transaction dialog call",
    "transaction, dialog call",
    "dialog, call",
  })
  void aLayerOfSipKnowsNoneAboveIt(String layer, String above) {
    String[] forbidden =
        Arrays.stream(above.split(" "))
            .map(name -> OURS + ".sip." + name + "..")
            .toArray(String[]::new);

    noClasses()
        .that()
        .resideInAPackage(OURS + ".sip." + layer + "..")
        .should()
        .dependOnClassesThat(resideInAnyPackage(forbidden))
        .check(CLASSES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "core",
        "store",
        "media",
        "sip",
        "http",
        "rest",
        "phone",
        "mcp",
        "pages",
        "registry",
        "console",
        "server"
      })
  void packagesOfAModuleFormNoCycle(String module) {
    slices()
        .matching(OURS + "." + module + ".(**)")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .check(CLASSES);
  }
}
