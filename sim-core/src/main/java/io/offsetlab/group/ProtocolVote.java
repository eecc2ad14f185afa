package io.offsetlab.group;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** How a group chooses its assignor (S4.9), after Kafka's ClassicGroup.selectProtocol. */
final class ProtocolVote {
    private ProtocolVote() {}

    /**
     * Each member votes for the first of its assignors that all support; most votes win. A tie goes to the name that Kafka's own
     * HashMap meets first: an order over strings that is the same on every JVM, so the same map counts the votes here.
     */
    static String winner(Roster roster) {
        Set<String> candidates = roster.commonProtocols();
        Map<String, Integer> votes = new HashMap<>();
        for (Member member : roster.all()) {
            votes.merge(member.vote(candidates), 1, Integer::sum);
        }
        String winner = "";
        int most = 0;
        for (Map.Entry<String, Integer> entry : votes.entrySet()) {
            if (entry.getValue() > most) {
                winner = entry.getKey();
                most = entry.getValue();
            }
        }
        return winner;
    }
}
