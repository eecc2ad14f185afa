package io.offsetlab.app;

import io.offsetlab.protocol.Offsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * What a script came to.
 *
 * @param entries one for each step
 * @param listener the callbacks that had partitions, by name of consumer
 * @param commitCallbacks the tags of commits in the order of their callbacks, with {@code ok} or the exception, by name
 * @param delivered offsets in order of arrival as text, by consumer and partition
 * @param processed likewise
 * @param committed what the group has stored in the end
 * @param processedAnything whether a record was processed; otherwise nothing can be repeated or lost
 * @param duplicates offsets that were processed more than once
 * @param lost offsets below the committed or externally stored one that nobody processed
 */
public record ScriptOutcome(
        List<ScriptEntry> entries,
        Map<String, List<String>> listener,
        Map<String, List<String>> commitCallbacks,
        Map<String, Map<TopicPartition, String>> delivered,
        Map<String, Map<TopicPartition, String>> processed,
        Offsets committed,
        boolean processedAnything,
        Map<TopicPartition, String> duplicates,
        Map<TopicPartition, String> lost) {}
