package dev.tidemark.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The folder tree is the architecture; these are its rules (docs/architecture.md, "Modules"). */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("dev.tidemark");

    private static final String[] LIBRARIES = {
        "dev.tidemark.problems..",
        "dev.tidemark.worker..",
        "dev.tidemark.events..",
        "dev.tidemark.sql..",
        "dev.tidemark.lake..",
        "dev.tidemark.stores.."
    };

    @Test
    void theFeaturesAreOnTheClassPath() {
        assertThat(List.of("problems", "events", "registry", "definitions", "sql", "lake", "stores", "catalog"))
                .allMatch(feature ->
                        CLASSES.stream().anyMatch(type -> type.getPackageName().startsWith("dev.tidemark." + feature)));
    }

    @Test
    void featuresDependOneWay() {
        slices().matching("dev.tidemark.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void whatIsInternalStaysInternal() {
        classes()
                .that()
                .resideInAPackage("dev.tidemark.*..internal..")
                .should(stayInTheirFeature())
                .check(CLASSES);
    }

    @Test
    void calciteStaysInSql() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.tidemark.sql..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.calcite..")
                .check(CLASSES);
    }

    @Test
    void icebergStaysInTheLakeAndTheJobs() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.tidemark.lake..", "dev.tidemark.jobs..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.iceberg..")
                .check(CLASSES);
    }

    @Test
    void vaadinStaysInTheFrontend() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "dev.tidemark.frontend..", "dev.tidemark.server", "dev.tidemark.server.security..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.vaadin..")
                .check(CLASSES);
    }

    @Test
    void librariesKnowNoSpring() {
        noClasses()
                .that()
                .resideInAnyPackage(LIBRARIES)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework..")
                .check(CLASSES);
    }

    @Test
    void nullIsSettledInEveryPackage() {
        classes().should(resideInANullMarkedPackage()).check(CLASSES);
    }

    private static ArchCondition<JavaClass> stayInTheirFeature() {
        Pattern feature = Pattern.compile("(dev\\.tidemark\\.[a-z]+(\\.[a-z]+)*?)\\.internal\\b.*");
        return new ArchCondition<>("be used by their own feature only") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Matcher owner = feature.matcher(type.getPackageName());
                if (!owner.matches()) {
                    return;
                }
                DescribedPredicate<JavaClass> outside = new DescribedPredicate<>("outside") {
                    @Override
                    public boolean test(JavaClass user) {
                        return !(user.getPackageName() + ".").startsWith(owner.group(1) + ".");
                    }
                };
                type.getDirectDependenciesToSelf().stream()
                        .filter(use -> outside.test(use.getOriginClass()))
                        .forEach(use -> events.add(SimpleConditionEvent.violated(type, use.getDescription())));
            }
        };
    }

    private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
        return new ArchCondition<>("reside in a @NullMarked package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                JavaPackage home = type.getPackage();
                if (!home.isAnnotatedWith(NullMarked.class)) {
                    events.add(
                            SimpleConditionEvent.violated(type, home.getName() + " has no @NullMarked package-info"));
                }
            }
        };
    }
}
