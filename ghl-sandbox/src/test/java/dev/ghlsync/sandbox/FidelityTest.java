package dev.ghlsync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the fidelity table of docs/sandbox.md against the code: what it says is here and tested must be. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FidelityTest {
    private static final Path TABLE = Path.of("..", "docs", "sandbox.md");
    private static final Path SOURCES = Path.of("src", "main", "java", "dev", "ghlsync", "sandbox");
    private static final String MISSING = "not reproduced: ";
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private record Row(String section, String behaviour, String where, String test) {
        boolean reproduced() {
            return !where.startsWith(MISSING);
        }
    }

    private List<Row> rows = List.of();

    @BeforeAll
    void read() throws IOException {
        String document = Files.readString(TABLE);
        rows = document.substring(document.indexOf("## Fidelity"))
                .lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| § |"))
                .map(line -> line.substring(2, line.length() - 2).split(" \\| ", -1))
                .map(cells -> new Row(cells[0], cells[1], cells[2], cells[3]))
                .toList();
    }

    @Test
    void atLeastNineInTenBehavioursAreReproduced() {
        // When
        long reproduced = rows.stream().filter(Row::reproduced).count();
        // Then
        assertThat(rows).hasSizeGreaterThan(100);
        assertThat(rows.stream().map(Row::behaviour)).doesNotHaveDuplicates();
        assertThat(reproduced * 100.0 / rows.size())
                .as(reproduced + " of " + rows.size())
                .isGreaterThanOrEqualTo(90);
        System.out.printf("fidelity: %d of %d behaviours reproduced%n", reproduced, rows.size());
    }

    @Test
    void whatIsNotReproducedSaysWhy() {
        assertThat(rows.stream().filter(row -> !row.reproduced()))
                .allSatisfy(row -> assertThat(row.where()).hasSizeGreaterThan(MISSING.length() + 10));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "duplicates",
                "tags",
                "whitelists",
                "rate headers",
                "token rotation",
                "search lag",
                "omitted fields",
                "envelope",
                "several events per action",
                "422-but-created",
                "200-but-discarded"
            })
    void theseAreNeverMissing(String behaviour) {
        assertThat(rows.stream().filter(row -> row.behaviour().contains(behaviour)))
                .isNotEmpty()
                .allMatch(Row::reproduced);
    }

    @Test
    void everyReproducedBehaviourNamesAFileAndATestThatExist() {
        assertThat(rows.stream().filter(Row::reproduced)).allSatisfy(row -> {
            assertThat(SOURCES.resolve(code(row.where()) + ".java")).exists();
            String[] test = code(row.test()).split("\\.");
            Class<?> type = Class.forName("dev.ghlsync.sandbox." + test[0]);
            assertThat(Arrays.stream(type.getDeclaredMethods())
                            .filter(FidelityTest::isTest)
                            .map(Method::getName))
                    .contains(test[1]);
        });
    }

    private static boolean isTest(Method method) {
        return method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(ParameterizedTest.class);
    }

    private static String code(String cell) {
        var matcher = CODE.matcher(cell);
        assertThat(matcher.find()).as(cell).isTrue();
        return matcher.group(1);
    }
}
