/** What a user's tests stand on: a JUnit Jupiter extension, a provider for jqwik and assertions for AssertJ; each works without the others. */
@NullMarked
package io.offsetlab.testkit;

import org.jspecify.annotations.NullMarked;
