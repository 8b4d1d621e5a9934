package dev.intarsia.tests.cluster;

import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.stack.cluster.ClusterSettings;
import dev.intarsia.stack.cluster.LocalCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts the cluster for the first class that asks and stops it after the last. */
final class SharedCluster implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(SharedCluster.class);

    /** The cluster with its folder, which goes with it. */
    private record Running(LocalCluster cluster, Path data) implements AutoCloseable {
        static Running start() {
            try {
                Path data = Files.createTempDirectory("intarsia-tests");
                return new Running(LocalCluster.start(ClusterSettings.anywhere(data, Topics.of("", 1))), data);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            cluster.close();
            try (Stream<Path> files = Files.walk(data)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestCluster.class;
    }

    @Override
    public TestCluster resolveParameter(ParameterContext parameter, ExtensionContext context) {
        LocalCluster cluster = context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
                .getOrComputeIfAbsent(Running.class, key -> Running.start(), Running.class)
                .cluster();
        Class<?> test = context.getRequiredTestClass();
        return context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
                .getOrComputeIfAbsent(
                        test, key -> new TestCluster(cluster, key.getSimpleName() + "."), TestCluster.class);
    }
}
