package dev.tidemark.local.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** What Surefire has written about the tests of every module. */
record TestReports(Path root) {

    private static final Set<String> PASSED_BY = Set.of("src", ".git", ".tidemark", "node_modules");
    private static final Pattern OWN_FRAME = Pattern.compile("at dev\\.tidemark\\.[^(\n]*\\(([^)\n]*)\\)");
    private static final int LONGEST_COMPLAINT = 400;

    /**
     * @param skips class, method and reason of each skipped test
     * @param failures class and method of each failed test, with what it said and the line of the test that said it
     */
    record Sum(int passed, List<String> skips, List<String> failures) {
        int skipped() {
            return skips.size();
        }

        int failed() {
            return failures.size();
        }
    }

    /** Removes the reports of earlier runs, whose tests may not exist any more. */
    void clear() throws IOException {
        for (Path report : files()) {
            Files.delete(report);
        }
    }

    Sum sum() throws IOException {
        int passed = 0;
        List<String> skips = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        for (Path report : files()) {
            Sum one = read(report);
            passed += one.passed();
            skips.addAll(one.skips());
            failures.addAll(one.failures());
        }
        return new Sum(passed, List.copyOf(skips), List.copyOf(failures));
    }

    private static Sum read(Path report) throws IOException {
        int tests = 0;
        List<String> skips = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        String current = "";
        try (InputStream in = Files.newInputStream(report)) {
            XMLInputFactory factory = XMLInputFactory.newFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            XMLStreamReader xml = factory.createXMLStreamReader(in);
            while (xml.hasNext()) {
                if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                    continue;
                }
                switch (xml.getLocalName()) {
                    case "testcase" -> {
                        tests++;
                        current = xml.getAttributeValue(null, "classname") + "." + xml.getAttributeValue(null, "name");
                    }
                    case "skipped" -> skips.add(current + reason(xml));
                    case "failure", "error" -> failures.add(current + complaint(xml));
                    default -> {}
                }
            }
        } catch (XMLStreamException e) {
            throw new IOException("Not a test report: " + report, e);
        }
        return new Sum(tests - skips.size() - failures.size(), List.copyOf(skips), List.copyOf(failures));
    }

    private static String reason(XMLStreamReader skipped) {
        String message = skipped.getAttributeValue(null, "message");
        return message == null || message.isBlank()
                ? ""
                : ": " + message.lines().findFirst().orElse("");
    }

    private static String complaint(XMLStreamReader failure) throws XMLStreamException {
        String message = Objects.requireNonNullElse(failure.getAttributeValue(null, "message"), "");
        String said = abbreviated(message.strip().replaceAll("\\s+", " "));
        String line = OWN_FRAME
                .matcher(failure.getElementText())
                .results()
                .map(frame -> frame.group(1))
                .filter(frame -> frame.contains("Test.java"))
                .findFirst()
                .map(frame -> " (" + frame + ")")
                .orElse("");
        return said.isEmpty() ? line : ": " + said + line;
    }

    private static String abbreviated(String text) {
        return text.length() <= LONGEST_COMPLAINT ? text : text.substring(0, LONGEST_COMPLAINT) + "…";
    }

    private List<Path> files() throws IOException {
        List<Path> reports = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return PASSED_BY.contains(String.valueOf(folder.getFileName()))
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().matches(".*/target/surefire-reports/TEST-.*\\.xml")) {
                    reports.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return reports;
    }
}
