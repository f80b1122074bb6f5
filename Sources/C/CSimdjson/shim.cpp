#include "CSimdjson.h"

#include <simdjson.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <new>
#include <string_view>
#include <vector>

namespace dom = simdjson::dom;
using simdjson::error_code;

struct csj_parser {
    csj_parser(size_t largest, size_t deepest) : largest(largest), most(std::max<size_t>(65536, largest / 16)), parser(largest) {
        // A first allocation sets the depth, which later, larger ones keep.
        if (parser.allocate(4096, deepest) != simdjson::SUCCESS) throw std::bad_alloc();
        grow(4096);
    }

    csj_status parse(const uint8_t *bytes, size_t length) {
        nodes.clear();
        if (length > largest) return CSJ_TOO_LARGE;
        if (length > capacity) grow(std::min(largest, length * 2));
        if (length > 0) std::memcpy(buffer.get(), bytes, length);
        dom::element root;
        const error_code error = parser.parse(buffer.get(), length, false).get(root);
        if (error != simdjson::SUCCESS) return status(error);
        return lay_out(root, std::string_view(), false);
    }

    std::vector<csj_node> nodes;

private:
    /// simdjson reads past the end, so the buffer has its padding.
    void grow(size_t wanted) {
        buffer.reset(new uint8_t[wanted + simdjson::SIMDJSON_PADDING]());
        capacity = wanted;
    }

    /// Recurses no deeper than the parser allowed the document to be.
    csj_status lay_out(dom::element value, std::string_view key, bool keyed) {
        const size_t place = nodes.size();
        if (place >= most) return CSJ_TOO_MANY;
        csj_node node = {};
        if (keyed) {
            node.key = reinterpret_cast<const uint8_t *>(key.data());
            node.key_length = static_cast<uint32_t>(key.size());
        }
        nodes.push_back(node);
        csj_node *here = &nodes.back();
        switch (value.type()) {
        case dom::element_type::STRING: {
            const std::string_view text = value.get_string().value_unsafe();
            here->kind = CSJ_STRING;
            here->text = reinterpret_cast<const uint8_t *>(text.data());
            here->text_length = static_cast<uint32_t>(text.size());
            break;
        }
        case dom::element_type::INT64:
            here->kind = CSJ_INTEGER;
            here->integer = value.get_int64().value_unsafe();
            break;
        case dom::element_type::UINT64:
        case dom::element_type::DOUBLE:
            here->kind = CSJ_NUMBER;
            break;
        case dom::element_type::BOOL:
            here->kind = value.get_bool().value_unsafe() ? CSJ_TRUE : CSJ_FALSE;
            break;
        case dom::element_type::NULL_VALUE:
            here->kind = CSJ_NULL;
            break;
        case dom::element_type::ARRAY: {
            here->kind = CSJ_ARRAY;
            // Named: a loop over a temporary's member would outlive the temporary.
            const dom::array elements = value.get_array().value_unsafe();
            for (dom::element element : elements) {
                const csj_status status = lay_out(element, std::string_view(), false);
                if (status != CSJ_OK) return status;
            }
            break;
        }
        case dom::element_type::OBJECT: {
            here->kind = CSJ_OBJECT;
            const dom::object members = value.get_object().value_unsafe();
            for (dom::key_value_pair member : members) {
                const csj_status status = lay_out(member.value, member.key, true);
                if (status != CSJ_OK) return status;
            }
            nodes[place].next = static_cast<uint32_t>(nodes.size());
            return has_distinct_keys(place) ? CSJ_OK : CSJ_DUPLICATE_KEY;
        }
        }
        nodes[place].next = static_cast<uint32_t>(nodes.size());
        return CSJ_OK;
    }

    static bool same_key(const csj_node &left, const csj_node &right) {
        return left.key_length == right.key_length
            && std::memcmp(left.key, right.key, left.key_length) == 0;
    }

    /// Compares each pair in a small object and sorts a large one, so that no document is slow.
    bool has_distinct_keys(size_t object) {
        const uint32_t end = nodes[object].next;
        uint32_t seen[24];
        size_t count = 0;
        for (uint32_t one = object + 1; one < end; one = nodes[one].next) {
            if (count == 24) return has_distinct_keys_sorted(object);
            for (size_t other = 0; other < count; ++other)
                if (same_key(nodes[seen[other]], nodes[one])) return repeats(one);
            seen[count++] = one;
        }
        return true;
    }

    bool has_distinct_keys_sorted(size_t object) {
        order.clear();
        for (uint32_t one = object + 1; one < nodes[object].next; one = nodes[one].next)
            order.push_back(one);
        const auto text = [this](uint32_t one) {
            return std::string_view(
                reinterpret_cast<const char *>(nodes[one].key), nodes[one].key_length);
        };
        std::sort(order.begin(), order.end(), [&](uint32_t left, uint32_t right) {
            return text(left) < text(right);
        });
        for (size_t index = 1; index < order.size(); ++index)
            if (text(order[index - 1]) == text(order[index])) return repeats(order[index]);
        return true;
    }

    /// Leaves the node that repeats its key as the last one.
    bool repeats(uint32_t one) {
        const csj_node node = nodes[one];
        nodes.push_back(node);
        return false;
    }

    static csj_status status(error_code error) {
        switch (error) {
        case simdjson::CAPACITY: return CSJ_TOO_LARGE;
        case simdjson::MEMALLOC: return CSJ_OUT_OF_MEMORY;
        case simdjson::DEPTH_ERROR: return CSJ_TOO_DEEP;
        case simdjson::UTF8_ERROR: return CSJ_NOT_UTF8;
        case simdjson::STRING_ERROR:
        case simdjson::UNESCAPED_CHARS: return CSJ_BAD_STRING;
        case simdjson::NUMBER_ERROR: return CSJ_BAD_NUMBER;
        case simdjson::EMPTY: return CSJ_EMPTY;
        default: return CSJ_NOT_JSON;
        }
    }

    size_t largest;
    /// Values of a document: a node each is dearer than its bytes may be.
    size_t most;
    dom::parser parser;
    std::unique_ptr<uint8_t[]> buffer;
    size_t capacity = 0;
    std::vector<uint32_t> order;
};

extern "C" {

csj_parser *csj_parser_create(size_t largest, size_t deepest) {
    try {
        return new csj_parser(largest, deepest);
    } catch (...) {
        return nullptr;
    }
}

void csj_parser_destroy(csj_parser *parser) { delete parser; }

csj_status csj_parse(
    csj_parser *parser, const uint8_t *bytes, size_t length, const csj_node **nodes,
    size_t *count) {
    // No exception may cross into Swift; the only ones here are of memory.
    try {
        const csj_status status = parser->parse(bytes, length);
        *nodes = parser->nodes.data();
        *count = parser->nodes.size();
        return status;
    } catch (...) {
        *count = 0;
        return CSJ_OUT_OF_MEMORY;
    }
}
}
