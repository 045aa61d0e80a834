package org.togglloxo.flow.camel;

import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.dsl.yaml.YamlRoutesBuilderLoader;
import org.apache.camel.dsl.yaml.common.YamlDeserializationContext;
import org.snakeyaml.engine.v2.exceptions.DuplicateKeyException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Camel's loader of YAML. It refuses a key that is given twice, of which Camel takes the second without a word, and reads a file
 * twice only if there may be beans in it, which Camel looks for first.
 */
final class YamlRoutes extends YamlRoutesBuilderLoader {

    YamlRoutes(CamelContext context) {
        setCamelContext(context);
    }

    @Override
    protected RouteBuilder builder(YamlDeserializationContext file, Node root) {
        requireKeysOnce(root, Collections.newSetFromMap(new IdentityHashMap<>()));
        if (mayDeclareBeans(root)) {
            try {
                preParseRoute(file.getResource());
            } catch (Exception e) {
                throw RuntimeCamelException.wrapRuntimeCamelException(e);
            }
        }
        return super.builder(file, root);
    }

    private static boolean mayDeclareBeans(Node root) {
        return !(root instanceof SequenceNode list)
                || list.getValue().stream()
                        .anyMatch(item -> item instanceof MappingNode mapping
                                && mapping.getValue().stream().anyMatch(entry -> "beans".equals(key(entry))));
    }

    /** @param seen nodes once looked at: an alias may stand within what it names */
    private static void requireKeysOnce(Node node, Set<Node> seen) {
        if (node instanceof SequenceNode list && seen.add(node)) {
            list.getValue().forEach(item -> requireKeysOnce(item, seen));
        }
        if (node instanceof MappingNode mapping && seen.add(node)) {
            Set<String> keys = new HashSet<>();
            for (NodeTuple entry : mapping.getValue()) {
                String key = key(entry);
                if (key != null && !keys.add(key)) {
                    throw new DuplicateKeyException(
                            mapping.getStartMark(), key, entry.getKeyNode().getStartMark());
                }
                requireKeysOnce(entry.getValueNode(), seen);
            }
        }
    }

    private static String key(NodeTuple entry) {
        return entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : null;
    }
}
