package io.offsetlab.byo;

import io.offsetlab.app.Order;
import io.offsetlab.cluster.Site;
import io.offsetlab.engine.Chance;
import io.offsetlab.log.LoadedContent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** What stands in the records of a scenario: what its dump says, or else a key that is drawn and a value that names the record. */
final class VirtualContents {
    private static final int KEYS = 100;

    private final List<TopicPartition> partitions;
    private final Map<TopicPartition, Integer> numbers = new HashMap<>();
    private final List<Content> contents = new ArrayList<>();
    private final CommittedMaps names;

    VirtualContents(Site site) {
        partitions = site.partitions();
        Chance.Stream keys = site.chance().stream("record-key");
        for (int number = 0; number < partitions.size(); number++) {
            numbers.put(partitions.get(number), number);
            contents.add(new OfPartition(site, number, keys));
        }
        names = new CommittedMaps(this::number, partitions);
    }

    private int number(TopicPartition partition) {
        Integer number = numbers.get(partition);
        if (number == null) {
            throw BadLoop.unknownPartition(partition, partitions);
        }
        return number;
    }

    CommittedMaps names() {
        return names;
    }

    Content of(int partition) {
        return contents.get(partition);
    }

    private static final class OfPartition implements Content {
        private final Site site;
        private final int number;
        private final Chance.Stream keys;
        private final TopicPartition name;

        OfPartition(Site site, int number, Chance.Stream keys) {
            this.site = site;
            this.number = number;
            this.keys = keys;
            this.name = site.partitions().get(number);
        }

        @Override
        public TopicPartition partition() {
            return name;
        }

        @Override
        public byte @Nullable [] key(long offset) {
            LoadedContent.Entry loaded = site.log(number).loadedAt(offset);
            return bytes(loaded == null ? "key-" + drawnKey(offset) : loaded.key());
        }

        /** Where records are to be processed in the order of their keys, the key is the one that this is judged by. */
        private long drawnKey(long offset) {
            boolean byKey = site.workplace().application().order() == Order.KEY;
            return byKey ? site.workplace().key(number, offset) : keys.below(KEYS, number, offset);
        }

        @Override
        public byte @Nullable [] value(long offset) {
            LoadedContent.Entry loaded = site.log(number).loadedAt(offset);
            return bytes(loaded == null ? name.toString() + '@' + offset : loaded.value());
        }

        private static byte @Nullable [] bytes(@Nullable String text) {
            return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public long timestamp(long offset) {
            return site.log(number).timestampMillis(offset);
        }

        @Override
        public Header @Nullable [] headers(long offset) {
            return null;
        }

        @Override
        public Optional<Integer> leaderEpoch(long offset) {
            return Optional.empty();
        }
    }
}
