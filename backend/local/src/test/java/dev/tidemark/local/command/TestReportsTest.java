package dev.tidemark.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestReportsTest {

    @TempDir
    Path root;

    @Test
    void the_reports_of_all_modules_are_summed() throws IOException {
        report("backend/one", """
                <testsuite tests="3"><testcase classname="A" name="good"/>
                <testcase classname="A" name="bad"><failure message="expected: 1&#10;  but was: 2">org.X: expected
                at dev.tidemark.a.Helper.check(Helper.java:9)
                at dev.tidemark.a.A_Test.bad(A_Test.java:31)</failure></testcase>
                <testcase classname="A" name="left out"><skipped message="no engine&#10;at Stack"/></testcase></testsuite>""");
        report("lineage", """
                <testsuite tests="2"><testcase classname="B" name="good"><system-out>x</system-out></testcase>
                <testcase classname="B" name="broken"><error>trace</error></testcase></testsuite>""");

        TestReports.Sum sum = new TestReports(root).sum();

        assertThat(sum.passed()).isEqualTo(2);
        assertThat(sum.skips()).containsExactly("A.left out: no engine");
        assertThat(sum.failures())
                .containsExactlyInAnyOrder("A.bad: expected: 1 but was: 2 (A_Test.java:31)", "B.broken");
    }

    @Test
    void reports_of_earlier_runs_are_cleared() throws IOException {
        report("backend/one", "<testsuite><testcase classname=\"A\" name=\"gone\"/></testsuite>");
        TestReports reports = new TestReports(root);

        reports.clear();

        assertThat(reports.sum().passed()).isZero();
    }

    private void report(String module, String xml) throws IOException {
        Path folder = Files.createDirectories(root.resolve(module).resolve("target/surefire-reports"));
        Files.writeString(folder.resolve("TEST-x.xml"), xml);
    }
}
