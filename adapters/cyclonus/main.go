// Command cyclonus puts the policy matcher of github.com/mattfenwick/cyclonus behind the engine protocol.
package main

import (
	"github.com/mattfenwick/cyclonus/pkg/matcher"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"

	"fencepost/adapters/protocol"
)

func main() {
	protocol.Serve(&engine{})
}

type engine struct {
	policy     *matcher.Policy
	pods       map[string]*corev1.Pod
	namespaces map[string]*corev1.Namespace
}

func (e *engine) Describe() protocol.Description {
	return protocol.Description{
		Name:    "cyclonus",
		Version: protocol.DependencyVersion("github.com/mattfenwick/cyclonus"),
		Capabilities: protocol.Capabilities{
			Protocols: []string{"TCP", "UDP", "SCTP"},
			// A peer of the matcher is a pod or an address: it knows no nodes, and so no pods in a node's network.
			Endpoints: []string{"pod", "external"},
			Profile: map[string]string{
				"endPort":              "supported",
				"sctp":                 "supported",
				"ipBlockMatchesPodIPs": "yes",
				"ipBlockHostBits":      "mask",
				"namedPortWithIpBlock": "resolve-if-pod-ip",
				"namedPortSources":     "containers",
				"duplicateNamedPorts":  "all",
			},
		},
	}
}

// Load builds the policies as the commands of cyclonus do by default: simplified.
func (e *engine) Load(objects []protocol.Object) error {
	*e = engine{pods: map[string]*corev1.Pod{}, namespaces: map[string]*corev1.Namespace{}}
	namespaces, err := protocol.Decode[corev1.Namespace](objects, "Namespace")
	if err != nil {
		return err
	}
	pods, err := protocol.Decode[corev1.Pod](objects, "Pod")
	if err != nil {
		return err
	}
	policies, err := protocol.Decode[networkingv1.NetworkPolicy](objects, "NetworkPolicy")
	if err != nil {
		return err
	}
	for _, namespace := range namespaces {
		e.namespaces[namespace.Name] = namespace
	}
	for _, pod := range pods {
		e.pods[pod.Namespace+"/"+pod.Name] = pod
	}
	e.policy = matcher.BuildNetworkPolicies(true, policies)
	return nil
}

func (e *engine) Judge(flow protocol.Flow) (protocol.Verdict, error) {
	if flow.Source.Pod != "" && flow.Source.Pod == flow.Destination.Pod {
		return protocol.Allow, nil // SELF-2 is left to the caller: cyclonus skips such probes with --ignore-loopback.
	}
	traffic := &matcher.Traffic{
		Source:       e.peer(flow.Source),
		Destination:  e.peer(flow.Destination),
		ResolvedPort: flow.Port,
		Protocol:     corev1.Protocol(flow.Protocol),
	}
	// Traffic carries one port name at most; a pod may give one port several.
	egress, ingress := false, false
	for _, name := range e.portNames(flow) {
		traffic.ResolvedPortName = name
		found := e.policy.IsTrafficAllowed(traffic)
		egress = egress || found.Egress.IsAllowed()
		ingress = ingress || found.Ingress.IsAllowed()
	}
	return protocol.VerdictOf(egress && ingress), nil
}

func (e *engine) peer(end protocol.Endpoint) *matcher.TrafficPeer {
	pod := e.pods[end.Pod]
	if pod == nil {
		return &matcher.TrafficPeer{IP: end.IP}
	}
	internal := &matcher.InternalPeer{Namespace: pod.Namespace, PodLabels: pod.Labels}
	if namespace := e.namespaces[pod.Namespace]; namespace != nil {
		internal.NamespaceLabels = namespace.Labels
	}
	return &matcher.TrafficPeer{IP: end.IP, Internal: internal}
}

// portNames lists the names that the destination's containers give the port, or the empty name alone.
func (e *engine) portNames(flow protocol.Flow) []string {
	var names []string
	if pod := e.pods[flow.Destination.Pod]; pod != nil {
		for _, container := range pod.Spec.Containers {
			for _, port := range container.Ports {
				if int(port.ContainerPort) == flow.Port && string(port.Protocol) == flow.Protocol && port.Name != "" {
					names = append(names, port.Name)
				}
			}
		}
	}
	if len(names) == 0 {
		return []string{""}
	}
	return names
}
