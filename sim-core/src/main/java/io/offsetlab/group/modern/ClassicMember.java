package io.offsetlab.group.modern;

import io.offsetlab.protocol.Origin;
import io.offsetlab.protocol.Request.JoinGroup;
import java.util.List;

/**
 * What a member of the classic protocol takes along when its group changes the protocol (S5.23).
 *
 * @param as the JoinGroup that would say the same of the member
 * @param assigned what it was given last, ascending
 */
public record ClassicMember(String id, Origin origin, JoinGroup as, List<Integer> assigned) {}
