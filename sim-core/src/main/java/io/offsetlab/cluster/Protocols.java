package io.offsetlab.cluster;

import io.offsetlab.consumer.Client;
import io.offsetlab.consumer.ClientConfig;
import io.offsetlab.consumer.Membership;
import io.offsetlab.consumer.background.BackgroundMembership;
import io.offsetlab.consumer.classic.ClassicMembership;
import java.util.function.Function;

/** Which client a process runs: group.protocol. */
final class Protocols {
    private Protocols() {}

    static Function<Client, Membership> of(ClientConfig config) {
        return switch (config.protocol()) {
            case CLASSIC -> ClassicMembership::new;
            case CONSUMER -> BackgroundMembership::new;
        };
    }
}
