package dev.ghlsync.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildTest {
    private static final Duration BOUND = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    /** Says it is ready, then stays. */
    public static final class Stays {
        public static void main(String[] args) throws InterruptedException {
            System.out.println("ready " + System.getenv("GREETING"));
            new CountDownLatch(1).await();
        }
    }

    /** Fails at once. */
    public static final class Fails {
        public static void main(String[] args) {
            System.out.println("no coffee");
            System.exit(1);
        }
    }

    @Test
    void getsItsEnvironmentAndIsReadyWhenItSaysSo() throws InterruptedException {
        // Given
        Child child = Child.start(spec(Stays.class));

        // When
        new Readiness.Writes("ready hello").await(child);

        // Then
        assertThat(child.alive()).isTrue();
        child.kill();
    }

    @Test
    void stopEndsItCleanlyAndCountsAsAsked() throws Exception {
        // Given
        Child child = Child.start(spec(Stays.class));
        new Readiness.Writes("ready").await(child);

        // When
        child.stop(BOUND);

        // Then
        assertThat(child.alive()).isFalse();
        assertThat(child.endedUnasked().get(1, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void endOfItsOwnIsNoticedWithTheLastLinesOfItsLog() throws Exception {
        // Given
        Child child = Child.start(spec(Fails.class));

        // When
        boolean unasked = child.endedUnasked().get(BOUND.toSeconds(), TimeUnit.SECONDS);

        // Then
        assertThat(unasked).isTrue();
        assertThat(child.obituary(5))
                .startsWith("sandbox ended with exit code 1")
                .contains("no coffee");
    }

    @Test
    void waitingForOneThatDiesFailsWithItsLastLines() {
        // Given
        Child child = Child.start(spec(Fails.class));

        // When
        var waiting = assertThatThrownBy(() -> new Readiness.Writes("ready").await(child));

        // Then
        waiting.isInstanceOf(StackException.class).hasMessageContaining("no coffee");
    }

    @Test
    void endsWhenItsParentIsGone() throws IOException, InterruptedException {
        // Given
        Process orphan = new ProcessBuilder(command(Stays.class)).start();
        orphan.inputReader().readLine();

        // When
        orphan.getOutputStream().close();

        // Then
        assertThat(orphan.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    private ChildSpec spec(Class<?> main) {
        return new ChildSpec(
                Member.SANDBOX, command(main), Map.of("GREETING", "hello"), folder.resolve("logs/sandbox.log"));
    }

    private static List<String> command(Class<?> main) {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ChildMain.class.getName(),
                main.getName()));
    }
}
