import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.PluginsLoader;

/** One Elasticsearch node, from a file of settings and a folder of modules, until the process is told to end. */
public final class RunNode {
    public static void main(String[] arguments) throws Exception {
        Path file = Path.of(arguments[0]);
        Path modules = Path.of(arguments[1]);
        LogConfigurator.configureESLogging();
        Settings settings = Settings.builder().loadFromPath(file).build();
        PluginsLoader plugins = PluginsLoader.createPluginsLoader(
                PluginsLoader.loadModulesBundles(modules), Set.of(), Map.of(), false);
        Node node = new Node(new Environment(settings, file.getParent()), plugins);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node)));
        node.start();
        new CountDownLatch(1).await();
    }

    private static void close(Node node) {
        try {
            node.close();
        } catch (java.io.IOException failure) {
            failure.printStackTrace();
        }
    }
}
