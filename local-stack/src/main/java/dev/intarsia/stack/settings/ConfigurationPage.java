package dev.intarsia.stack.settings;

import dev.intarsia.assembler.config.AssemblerConfig;
import dev.intarsia.gateway.config.GatewayConfig;
import dev.intarsia.ingest.config.IngestConfig;
import dev.intarsia.schemas.config.DocumentedSetting;
import dev.intarsia.schemas.config.ServiceSettings;
import dev.intarsia.schemas.config.SettingsDocument;
import dev.intarsia.trainer.config.TrainerConfig;
import java.util.List;
import java.util.Locale;

/** Every setting of every service as a Markdown page, made from the files that hold the defaults. */
public final class ConfigurationPage {
    /** In the order in which an event meets them. */
    public static final List<ServiceSettings<?>> SERVICES =
            List.of(IngestConfig.SETTINGS, TrainerConfig.SETTINGS, AssemblerConfig.SETTINGS, GatewayConfig.SETTINGS);

    private static final String HEAD = """
            # Configuration

            Every setting of every service, with its default. This page is generated: `./intarsia settings > docs/configuration.md`.

            A service takes each setting from the last of these that names it:

            1. its defaults, below;
            2. a YAML file, given with `--config FILE` or in the environment variable `INTARSIA_CONFIG`;
            3. environment variables: the key in capitals, with `_` for every other character (`KAFKA_BOOTSTRAP_SERVERS`);
            4. system properties (`-Dkafka.bootstrap-servers=broker:9092`).

            A key that is not listed here stops the start.

            `./intarsia up` and `./intarsia demo` take settings as `--set SERVICE.KEY=VALUE` only, and start from other values: two
            partitions, `model.precision` auto, hosts of the loopback address, any free management port, and all state under
            `--data-dir`. `./intarsia replay` takes `--set` for `trainer-consumer` and `assembler-stream`.
            """;

    private ConfigurationPage() {}

    /** The page. */
    public static String markdown() {
        StringBuilder page = new StringBuilder(HEAD);
        SERVICES.forEach(service -> append(page, service.document()));
        return page.toString();
    }

    private static void append(StringBuilder page, SettingsDocument service) {
        page.append("\n## ").append(service.service()).append("\n\n| key | default | meaning |\n| --- | --- | --- |\n");
        for (DocumentedSetting setting : service.settings()) {
            page.append(String.format(
                    Locale.ROOT,
                    "| `%s` | %s | %s |%n",
                    setting.key(),
                    setting.defaultValue().map(ConfigurationPage::value).orElse("not set"),
                    setting.meaning().replace("|", "\\|")
                            + setting.example()
                                    .map(example -> " Example: `" + example + "`.")
                                    .orElse("")));
        }
    }

    private static String value(String written) {
        return written.equals("\"\"") ? "empty" : "`" + written + "`";
    }
}
