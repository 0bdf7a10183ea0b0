// Command kube-network-policies puts the policy engine of sigs.k8s.io/kube-network-policies behind the engine
// protocol. The engine reads informers' stores; they are filled here and never started.
package main

import (
	"context"
	"maps"
	"net"
	"net/netip"
	"slices"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/tools/cache"
	"sigs.k8s.io/kube-network-policies/pkg/api"
	"sigs.k8s.io/kube-network-policies/pkg/network"
	"sigs.k8s.io/kube-network-policies/pkg/networkpolicy"
	"sigs.k8s.io/kube-network-policies/pkg/podinfo"

	"fencepost/adapters/protocol"
)

func main() {
	protocol.Serve(&engine{})
}

type engine struct {
	policies *networkpolicy.PolicyEngine
	// managed holds the addresses whose packets the nodes' agents take out of the kernel to judge.
	managed map[netip.Addr]bool
	// nodeOf names the node of each pod.
	nodeOf map[string]string
}

func (e *engine) Describe() protocol.Description {
	return protocol.Description{
		Name:    "kube-network-policies",
		Version: protocol.DependencyVersion("sigs.k8s.io/kube-network-policies"),
		Capabilities: protocol.Capabilities{
			Protocols: []string{"TCP", "UDP", "SCTP", "ICMP"},
			Endpoints: []string{"pod", "hostNetwork", "node", "external"},
			Profile: map[string]string{
				"endPort":                    "supported",
				"sctp":                       "supported",
				"remoteNodeMatch":            "by-ip-block",
				"otherProtocolsWhenIsolated": "follow-portless-rules",
				"ownNodeIngress":             "always-allow",
				"ownNodeEgress":              "policed",
				"hostNetworkPods":            "as-node",
				"ipBlockMatchesPodIPs":       "yes",
				"ipBlockHostBits":            "mask",
				"namedPortWithIpBlock":       "resolve-if-pod-ip",
				"namedPortSources":           "containers",
				"duplicateNamedPorts":        "all",
			},
		},
	}
}

func (e *engine) Load(objects []protocol.Object) error {
	factory := informers.NewSharedInformerFactory(nil, 0)
	pods, namespaces := factory.Core().V1().Pods(), factory.Core().V1().Namespaces()
	policies := factory.Networking().V1().NetworkPolicies()
	resolver, err := podinfo.NewInformerResolver(pods.Informer())
	if err != nil {
		return err
	}
	if err := fill[corev1.Namespace](namespaces.Informer().GetStore(), objects, "Namespace"); err != nil {
		return err
	}
	if err := fill[networkingv1.NetworkPolicy](policies.Informer().GetStore(), objects, "NetworkPolicy"); err != nil {
		return err
	}
	if err := fill[corev1.Pod](pods.Informer().GetStore(), objects, "Pod"); err != nil {
		return err
	}
	provider := podinfo.NewInformerProvider(pods, namespaces, nil, []podinfo.IPResolver{resolver})

	// As cmd/kube-network-policies/standard/main.go wires it: one agent a node. Agents differ in what they manage only.
	*e = engine{managed: map[netip.Addr]bool{}, nodeOf: map[string]string{}}
	for _, item := range pods.Informer().GetStore().List() {
		pod := item.(*corev1.Pod)
		e.nodeOf[pod.Namespace+"/"+pod.Name] = pod.Spec.NodeName
	}
	evaluator := networkpolicy.NewStandardNetworkPolicy("", namespaces, pods, policies)
	e.policies = networkpolicy.NewPolicyEngine(provider, []api.PolicyEvaluator{evaluator})
	for _, node := range slices.Compact(slices.Sorted(maps.Values(e.nodeOf))) {
		agent := networkpolicy.NewStandardNetworkPolicy(node, namespaces, pods, policies)
		addresses, _, err := agent.ManagedIPs(context.Background())
		if err != nil {
			return err
		}
		for _, address := range addresses {
			e.managed[address] = true
		}
	}
	return nil
}

func fill[T any](store cache.Store, objects []protocol.Object, kind string) error {
	decoded, err := protocol.Decode[T](objects, kind)
	if err != nil {
		return err
	}
	for _, object := range decoded {
		if err := store.Add(object); err != nil {
			return err
		}
	}
	return nil
}

func (e *engine) Judge(flow protocol.Flow) (protocol.Verdict, error) {
	packet, err := packetOf(flow)
	if err != nil {
		return protocol.Unsupported, err
	}
	if e.bypasses(flow) {
		return protocol.Allow, nil
	}
	allowed, err := e.policies.EvaluatePacket(context.Background(), packet)
	if err != nil {
		return protocol.Unsupported, err
	}
	return protocol.VerdictOf(allowed), nil
}

// bypasses tells whether a packet never comes before the policy engine. The rest is pkg/dataplane/controller.go's.
func (e *engine) bypasses(flow protocol.Flow) bool {
	from, to := flow.Source, flow.Destination
	if from.Pod != "" && from.Pod == to.Pod {
		return true // SELF-2: it does not leave the pod.
	}
	if from.Node != "" && from.Node == e.nodeOf[to.Pod] {
		return true // NODE-1: the agent accepts what root sends from the node, the kubelet's probes above all.
	}
	return !e.managed[address(from)] && !e.managed[address(to)]
}

func address(end protocol.Endpoint) netip.Addr {
	parsed, _ := netip.ParseAddr(end.IP)
	return parsed
}

// packetOf is what network.ParsePacket makes of the connection's first packet.
func packetOf(flow protocol.Flow) (*network.Packet, error) {
	packet := &network.Packet{
		Family: corev1.IPv4Protocol,
		SrcIP:  net.ParseIP(flow.Source.IP),
		DstIP:  net.ParseIP(flow.Destination.IP),
	}
	if packet.SrcIP.To4() == nil {
		packet.Family = corev1.IPv6Protocol
	}
	if flow.Protocol == "ICMP" {
		return packet, nil // A protocol without ports comes without a name.
	}
	packet.Proto = corev1.Protocol(flow.Protocol)
	packet.SrcPort, packet.DstPort = 40000, flow.Port
	if flow.SourcePort != 0 {
		packet.SrcPort = flow.SourcePort
	}
	return packet, nil
}
