// Command cilium puts the policy engine of github.com/cilium/cilium behind the engine protocol: its translation of
// NetworkPolicy, its policy repository and the policy maps that it distils for endpoints. The datapath, which looks
// verdicts up in those maps, is left out; Cilium's own lookup for tests takes its place.
package main

import (
	"fmt"
	"log/slog"
	"net/netip"

	"github.com/cilium/cilium/pkg/identity/identitymanager"
	"github.com/cilium/cilium/pkg/ipcache/types"
	"github.com/cilium/cilium/pkg/k8s"
	networkingv1 "github.com/cilium/cilium/pkg/k8s/slim/k8s/api/networking/v1"
	"github.com/cilium/cilium/pkg/labelsfilter"
	"github.com/cilium/cilium/pkg/option"
	"github.com/cilium/cilium/pkg/policy"
	policytypes "github.com/cilium/cilium/pkg/policy/types"
	"github.com/cilium/cilium/pkg/u8proto"

	"fencepost/adapters/protocol"
)

const clusterName = "default"

func main() {
	configure()
	protocol.Serve(&engine{})
}

// configure sets what the agent's defaults come to in a dual-stack Kubernetes cluster.
func configure() {
	option.Config.EnableIPv4 = true
	option.Config.EnableIPv6 = true
	option.Config.ClusterName = clusterName
	option.Config.UnsafeDaemonConfigOption.AllowLocalhost = option.AllowLocalhostAlways // daemon/cmd/daemon.go, "k8s mode"
	policy.SetPolicyEnabled(option.DefaultEnforcement)
	if err := labelsfilter.ParseLabelPrefixCfg(slog.New(slog.DiscardHandler), nil, nil, ""); err != nil {
		panic(err)
	}
}

type engine struct {
	repository *policy.Repository
	identities *identities
	// policies holds each pod's policy map, distilled when it is first asked for.
	policies map[string]*policy.EndpointPolicy
}

func (e *engine) Describe() protocol.Description {
	return protocol.Description{
		Name:    "cilium",
		Version: protocol.DependencyVersion("github.com/cilium/cilium"),
		Capabilities: protocol.Capabilities{
			Protocols: []string{"TCP", "UDP", "ICMP"}, // SCTP is off unless enable-sctp is set.
			Endpoints: []string{"pod", "hostNetwork", "node", "external"},
			Profile: map[string]string{
				"endPort":                    "supported",
				"otherProtocolsWhenIsolated": "follow-portless-rules",
				"ownNodeIngress":             "always-allow",
				"ownNodeEgress":              "policed",
				"hostNetworkPods":            "as-node",
				"ipBlockMatchesPodIPs":       "no",
				"remoteNodeMatch":            "never",
				"namedPortWithIpBlock":       "no-match",
				"namedPortSources":           "containers",
			},
		},
	}
}

func (e *engine) Load(objects []protocol.Object) error {
	policies, err := protocol.Decode[networkingv1.NetworkPolicy](objects, "NetworkPolicy")
	if err != nil {
		return err
	}
	logger := slog.New(slog.DiscardHandler)
	parsed := make([]policytypes.PolicyEntries, len(policies))
	var prefixes []netip.Prefix
	for index, networkPolicy := range policies {
		if parsed[index], err = k8s.ParseNetworkPolicy(logger, clusterName, networkPolicy); err != nil {
			return err
		}
		prefixes = append(prefixes, policy.GetCIDRPrefixes(parsed[index])...)
	}
	known, err := newIdentities(objects, prefixes)
	if err != nil {
		return err
	}
	manager := identitymanager.NewIDManager(logger)
	repository := policy.NewPolicyRepository(logger, known.labels(), nil, nil, manager, noMetrics{})
	repository.SetNamedPortsGetter(known)
	repository.UpdateIdentities(known.labels(), nil)
	for index, networkPolicy := range policies {
		resource := types.NewResourceID(types.ResourceKindNetpol, networkPolicy.Namespace, networkPolicy.Name)
		repository.ReplaceByResource(parsed[index], resource)
	}
	*e = engine{repository: repository, identities: known, policies: map[string]*policy.EndpointPolicy{}}
	return nil
}

// noMetrics counts no rules.
type noMetrics struct{}

func (noMetrics) AddRule(policytypes.PolicyEntry) {}
func (noMetrics) DelRule(policytypes.PolicyEntry) {}

func (e *engine) Judge(flow protocol.Flow) (protocol.Verdict, error) {
	from, to := flow.Source, flow.Destination
	if from.Pod != "" && from.Pod == to.Pod {
		return protocol.Allow, nil // SELF-2: it does not leave the pod.
	}
	transport, port, err := transportOf(flow)
	if err != nil {
		return protocol.Unsupported, err
	}
	egress, err := e.passes(from, to, policy.EgressKey().WithPortProto(transport, port))
	if err != nil || !egress {
		return protocol.Deny, err
	}
	ingress, err := e.passes(to, from, policy.IngressKey().WithPortProto(transport, port))
	return protocol.VerdictOf(ingress), err
}

// passes looks one side of a connection up in the subject's policy map.
func (e *engine) passes(end, other protocol.Endpoint, key policytypes.Key) (bool, error) {
	subject := e.identities.pods[end.Pod]
	if subject == nil {
		return true, nil // Nodes and what runs in their network are no endpoints of Cilium's without its host firewall.
	}
	distilled, err := e.policyOf(subject)
	if err != nil {
		return false, err
	}
	peer, err := e.identities.of(other, subject.node)
	if err != nil {
		return false, err
	}
	entry, _, _ := distilled.Lookup(key.WithIdentity(peer))
	return !entry.IsDeny(), nil
}

// transportOf is how the datapath's policy key spells a protocol; an echo request's "port" is its type.
func transportOf(flow protocol.Flow) (u8proto.U8proto, uint16, error) {
	if flow.Protocol != "ICMP" {
		transport, err := u8proto.ParseProtocol(flow.Protocol)
		return transport, uint16(flow.Port), err
	}
	address, err := netip.ParseAddr(flow.Destination.IP)
	if err == nil && address.Is6() {
		return u8proto.ICMPv6, 128, nil
	}
	return u8proto.ICMP, 8, err
}

// policyOf distils a pod's policy map, as policy.LookupFlow does for each flow.
func (e *engine) policyOf(subject *pod) (*policy.EndpointPolicy, error) {
	if known := e.policies[subject.name]; known != nil {
		return known, nil
	}
	computed, _, err := e.repository.ComputeSelectorPolicy(subject.identity)
	if err != nil {
		return nil, fmt.Errorf("policy of %s: %w", subject.name, err)
	}
	logger := slog.New(slog.DiscardHandler)
	distilled := computed.DistillPolicy(logger, &owner{pod: subject}, nil)
	distilled.Ready()
	distilled.Detach(logger)
	computed.Supersede()
	e.policies[subject.name] = distilled
	return distilled, nil
}
