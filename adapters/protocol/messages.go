package protocol

// Version is the version of the engine protocol that this package speaks.
const Version = 1

// Verdict is an engine's answer for one flow.
type Verdict string

const (
	Allow Verdict = "allow"
	Deny  Verdict = "deny"
	// Unsupported says that the engine cannot judge the flow; it is counted and never taken for a pass.
	Unsupported Verdict = "unsupported"
)

// VerdictOf is Allow for true and Deny for false.
func VerdictOf(allowed bool) Verdict {
	if allowed {
		return Allow
	}
	return Deny
}

// Endpoint is one end of a flow. IP is always set; Pod is "namespace/name" for pods, hostNetwork ones included.
type Endpoint struct {
	IP      string `json:"ip"`
	Pod     string `json:"pod"`
	Node    string `json:"node"`
	Service string `json:"service"`
}

// Flow is a new connection. Protocol is TCP, UDP, SCTP, ICMP or an IP protocol number; Port is the destination's.
type Flow struct {
	Source      Endpoint `json:"source"`
	Destination Endpoint `json:"destination"`
	Protocol    string   `json:"protocol"`
	Port        int      `json:"port"`
	SourcePort  int      `json:"sourcePort"`
}

// Description is what an engine says of itself. Name is part of the keys of known failures: keep it stable.
type Description struct {
	Name         string
	Version      string
	Capabilities Capabilities
}

// Capabilities names what an engine can judge. What is absent takes the default of the protocol.
type Capabilities struct {
	Protocols  []string `json:"protocols,omitempty"`
	IPFamilies []string `json:"ipFamilies,omitempty"`
	Endpoints  []string `json:"endpoints,omitempty"`
	// History is filled in for engines that implement Follower.
	History bool `json:"history,omitempty"`
	// Profile holds the engine's answers to what the API leaves open, option by option.
	Profile         map[string]string `json:"profile,omitempty"`
	MaxMessageBytes int               `json:"maxMessageBytes,omitempty"`
}

// maxMessageBytes is far above any cluster that the harness makes; lines are read into memory whole.
const maxMessageBytes = 256 << 20
