package io.offsetlab.protocol;

/**
 * Who sent a request, as the simulation knows it; a real broker sees only a connection.
 *
 * @param member the process, numbered as in the run's header
 * @param incarnation 0 for the first life of the process, one more after each restart
 */
public record Origin(int member, int incarnation) {}
