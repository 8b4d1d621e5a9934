package dev.intarsia.tests.assembler;

import dev.intarsia.assembler.AssemblerMain;
import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.tests.cluster.TestCluster;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An assembler in a process of its own, to be killed. */
final class AssemblerProcess {
    private AssemblerProcess() {}

    static Process start(Map<String, String> settings) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m"));
        settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), AssemblerMain.class.getName()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(new File("target/killed-assembler.log")))
                .start();
    }

    /** What an assembler of these topics needs. */
    static Map<String, String> settings(TestCluster cluster, Topics topics, Path directory) {
        String name = topics.signatures().name();
        return Map.of(
                "kafka.bootstrap-servers", cluster.bootstrapServers(),
                "kafka.topic-prefix", name.substring(0, name.length() - "signatures".length()),
                "kafka.partitions", Integer.toString(topics.signatures().partitions()),
                "kafka.properties.session.timeout.ms", "6000",
                "schema-registry.url", cluster.registryUrl(),
                "state.directory", directory.toString(),
                "model.fingerprint", SignatureStream.BASE,
                "signatures.sketch", Integer.toString(SignatureStream.SKETCH),
                "management.port", "0");
    }
}
