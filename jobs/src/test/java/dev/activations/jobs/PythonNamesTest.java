package dev.activations.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What activations.spark calls in the JVM of a classic session is there: most machines have no PySpark that would tell. */
class PythonNamesTest {

    private static final Pattern CALL = Pattern.compile("\\bjobs\\.([a-z]+)\\.([A-Z]\\w+)\\.(\\w+)");
    private static final Pattern REPORT = Pattern.compile("\"report\\.\\w+\": \"(\\w+)\"");

    @Test
    void staticMembersAreThere() throws Exception {
        List<MatchResult> calls = CALL.matcher(source()).results().toList();

        assertThat(calls).hasSizeGreaterThanOrEqualTo(4);
        for (MatchResult call : calls) {
            Class<?> owner = Class.forName("dev.activations.jobs." + call.group(1) + "." + call.group(2));
            Stream<Member> members = Stream.concat(Arrays.stream(owner.getMethods()), Arrays.stream(owner.getFields()));
            assertThat(members)
                    .as(call.group())
                    .anyMatch(member ->
                            member.getName().equals(call.group(3)) && Modifier.isStatic(member.getModifiers()));
        }
    }

    @Test
    void reportsHaveAConstructorWithoutArguments() throws Exception {
        List<MatchResult> reports = REPORT.matcher(source()).results().toList();

        assertThat(reports).hasSize(3);
        for (MatchResult report : reports) {
            assertThat(Class.forName("dev.activations.jobs.report." + report.group(1))
                            .getConstructors())
                    .as(report.group())
                    .anyMatch(constructor -> constructor.getParameterCount() == 0);
        }
    }

    private static String source() throws IOException {
        return Files.readString(Path.of("../python/activations/spark/_in_jvm.py"));
    }
}
