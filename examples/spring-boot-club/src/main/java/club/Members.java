package club;

import bus.api.Emitter;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Service;

/** Knows who is a member, and tells of whoever joins or leaves. */
@Service
class Members {

    private final Set<String> addresses = ConcurrentHashMap.newKeySet();
    private final Emitter<Joined> joined;
    private final Emitter<Left> left;

    Members(Emitter<Joined> joined, Emitter<Left> left) {
        this.joined = joined;
        this.left = left;
    }

    /** Takes somebody in, who may be a member already. */
    void join(String address) {
        if (addresses.add(address)) {
            joined.emit(new Joined(address));
        }
    }

    /** Lets somebody go, who may be none. */
    void leave(String address) {
        if (addresses.remove(address)) {
            left.emit(new Left(address));
        }
    }
}
