package io.offsetlab.group;

import io.offsetlab.protocol.Origin;

/** Small stand-ins around a coordinator. */
final class Script {
    static final QuietMembers NOBODY_IS_QUIET = new QuietMembers() {
        @Override
        public void beforeSessionCheck(Origin member) {}

        @Override
        public void beforeChange() {}
    };

    private Script() {}
}
