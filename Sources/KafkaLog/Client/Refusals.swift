import CKafka
import EventLog

extension LogError {
    /// What librdkafka's code means for the person who runs the program.
    ///
    /// - Parameter doing: what was being done, such as "Reading topic contacts".
    init(
        _ code: rd_kafka_resp_err_t, while doing: String, complaints: Complaints? = nil
    ) {
        let remedy =
            switch code {
            case RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART, RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC,
                RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION:
                """
                the topic or partition is not on the cluster. Run "secondlook topics apply", or \
                check --prefix.
                """
            case RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED,
                RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED,
                RD_KAFKA_RESP_ERR_CLUSTER_AUTHORIZATION_FAILED,
                RD_KAFKA_RESP_ERR_TRANSACTIONAL_ID_AUTHORIZATION_FAILED:
                """
                the broker does not allow it to this user. "secondlook topics acls" prints what \
                each user may do.
                """
            case RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE:
                "the message is larger than the topic takes (max.message.bytes)."
            case RD_KAFKA_RESP_ERR__MSG_TIMED_OUT, RD_KAFKA_RESP_ERR__TIMED_OUT,
                RD_KAFKA_RESP_ERR_REQUEST_TIMED_OUT, RD_KAFKA_RESP_ERR__TRANSPORT,
                RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN, RD_KAFKA_RESP_ERR__TIMED_OUT_QUEUE:
                complaints?.latest ?? "the brokers did not answer in time. Try again."
            case RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS,
                RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS_AFTER_APPEND:
                "too few brokers of the partition are up (min.insync.replicas). Start them."
            case RD_KAFKA_RESP_ERR_FENCED_INSTANCE_ID:
                "another member of the group has the same --instance name. Give each its own."
            default: "\(String(cString: rd_kafka_err2str(code)))."
            }
        self = .unavailable("\(doing): \(remedy)")
    }
}

extension rd_kafka_resp_err_t {
    /// Whether the same call may succeed a little later.
    var isPassing: Bool {
        switch self {
        case RD_KAFKA_RESP_ERR__TRANSPORT, RD_KAFKA_RESP_ERR__TIMED_OUT,
            RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN, RD_KAFKA_RESP_ERR__WAIT_COORD,
            RD_KAFKA_RESP_ERR_COORDINATOR_NOT_AVAILABLE,
            RD_KAFKA_RESP_ERR_COORDINATOR_LOAD_IN_PROGRESS, RD_KAFKA_RESP_ERR_NOT_COORDINATOR,
            RD_KAFKA_RESP_ERR_REQUEST_TIMED_OUT, RD_KAFKA_RESP_ERR_LEADER_NOT_AVAILABLE,
            RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION, RD_KAFKA_RESP_ERR_NETWORK_EXCEPTION,
            RD_KAFKA_RESP_ERR_KAFKA_STORAGE_ERROR, RD_KAFKA_RESP_ERR_UNKNOWN_LEADER_EPOCH,
            RD_KAFKA_RESP_ERR_FENCED_LEADER_EPOCH, RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS,
            RD_KAFKA_RESP_ERR__TIMED_OUT_QUEUE, RD_KAFKA_RESP_ERR_OFFSET_NOT_AVAILABLE:
            true
        default: false
        }
    }
}
