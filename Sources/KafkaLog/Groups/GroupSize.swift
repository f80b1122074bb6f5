import CKafka
import EventLog

extension Inquiry {
    /// How long the coordinator may take, in milliseconds.
    private static let answerTime: Int32 = 2_000

    /// How many members a group has, by its whole name; nil where the brokers cannot say.
    func members(of group: String) throws -> Int? {
        let doing = "Asking who is in group \(settings.prefix)\(group)"
        return try patiently(doing) { client in
            guard let queue = rd_kafka_queue_new(client.handle) else {
                return .failure(RD_KAFKA_RESP_ERR__FAIL)
            }
            defer { rd_kafka_queue_destroy(queue) }
            let options = rd_kafka_AdminOptions_new(
                client.handle, RD_KAFKA_ADMIN_OP_DESCRIBECONSUMERGROUPS)
            defer { rd_kafka_AdminOptions_destroy(options) }
            rd_kafka_AdminOptions_set_request_timeout(options, Self.answerTime, nil, 0)
            (settings.prefix + group).withCString { name in
                var names: [UnsafePointer<CChar>?] = [name]
                rd_kafka_DescribeConsumerGroups(client.handle, &names, 1, options, queue)
            }
            // A cluster that answers everything else and not this cannot tell.
            guard let event = rd_kafka_queue_poll(queue, Self.answerTime + 500) else {
                return .success(nil)
            }
            defer { rd_kafka_event_destroy(event) }
            var code = rd_kafka_event_error(event)
            if code == RD_KAFKA_RESP_ERR__UNSUPPORTED_FEATURE
                || code == RD_KAFKA_RESP_ERR__TIMED_OUT
            {
                return .success(nil)
            }
            guard code == RD_KAFKA_RESP_ERR_NO_ERROR else { return .failure(code) }
            var count = 0
            let groups = rd_kafka_DescribeConsumerGroups_result_groups(
                rd_kafka_event_DescribeConsumerGroups_result(event), &count)
            guard count == 1, let found = groups?[0] else { return .success(nil) }
            code = rd_kafka_error_code(rd_kafka_ConsumerGroupDescription_error(found))
            switch code {
            case RD_KAFKA_RESP_ERR_NO_ERROR:
                return .success(rd_kafka_ConsumerGroupDescription_member_count(found))
            // Nobody was ever in it, or nobody is (Kafka 4).
            case RD_KAFKA_RESP_ERR_GROUP_ID_NOT_FOUND: return .success(0)
            case RD_KAFKA_RESP_ERR__UNSUPPORTED_FEATURE, RD_KAFKA_RESP_ERR__TIMED_OUT:
                return .success(nil)
            default: return .failure(code)
            }
        }
    }
}
