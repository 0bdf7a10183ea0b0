package main

import (
	"fmt"
	"log/slog"
	"net/netip"
	"slices"

	"github.com/cilium/cilium/pkg/endpoint/regeneration"
	"github.com/cilium/cilium/pkg/identity"
	"github.com/cilium/cilium/pkg/k8s"
	corev1 "github.com/cilium/cilium/pkg/k8s/slim/k8s/api/core/v1"
	"github.com/cilium/cilium/pkg/labels"
	"github.com/cilium/cilium/pkg/labelsfilter"
	"github.com/cilium/cilium/pkg/policy"
	ciliumtypes "github.com/cilium/cilium/pkg/types"
	"github.com/cilium/cilium/pkg/u8proto"

	"fencepost/adapters/protocol"
)

// identities stands in for Cilium's allocators and its ipcache: who has which numeric identity.
type identities struct {
	all []*identity.Identity
	// pods are the endpoints, by "namespace/name"; pods in a node's network are not among them.
	pods map[string]*pod
	// blocks are the prefixes that policies mention, longest first.
	blocks []block
	// namedPorts is what destinations call their ports, by identity.
	namedPorts ciliumtypes.NamedPortMultiMap
}

type pod struct {
	name, node string
	identity   *identity.Identity
	namedPorts ciliumtypes.NamedPortMap
}

type block struct {
	prefix   netip.Prefix
	identity identity.NumericIdentity
}

func newIdentities(objects []protocol.Object, prefixes []netip.Prefix) (*identities, error) {
	known := &identities{pods: map[string]*pod{}}
	if err := known.addPods(objects); err != nil {
		return nil, err
	}
	known.addBlocks(prefixes)
	return known, nil
}

// addPods does what pkg/endpoint/metadata/k8s_metadatafetcher.go does for a new endpoint: its identity is its labels,
// its namespace's, its cluster's and its named ports, as far as the label filter lets them through.
func (i *identities) addPods(objects []protocol.Object) error {
	namespaces, err := protocol.Decode[corev1.Namespace](objects, "Namespace")
	if err != nil {
		return err
	}
	byName := map[string]*corev1.Namespace{}
	for _, namespace := range namespaces {
		byName[namespace.Name] = namespace
	}
	pods, err := protocol.Decode[corev1.Pod](objects, "Pod")
	if err != nil {
		return err
	}
	logger := slog.New(slog.DiscardHandler)
	namedPorts := ciliumtypes.NewNamedPortMultiMap()
	allocated := map[string]*identity.Identity{}
	for _, object := range pods {
		if object.Spec.HostNetwork || len(object.Status.PodIPs) == 0 {
			continue
		}
		namespace := byName[object.Namespace]
		if namespace == nil {
			return fmt.Errorf("pod %s/%s: no such namespace", object.Namespace, object.Name)
		}
		ports, found := k8s.GetPodMetadata(logger, namespace, object)
		relevant, _ := labelsfilter.Filter(labels.Map2Labels(found, labels.LabelSourceK8s))
		for _, label := range k8s.NamedPortsIdentityLabels(ports) {
			relevant[label.Key] = label
		}
		key := string(relevant.SortedList())
		if allocated[key] == nil {
			id := identity.MinimalNumericIdentity + identity.NumericIdentity(len(allocated))
			allocated[key] = identity.NewIdentity(id, relevant)
			i.all = append(i.all, allocated[key])
		}
		name := object.Namespace + "/" + object.Name
		i.pods[name] = &pod{name, object.Spec.NodeName, allocated[key], ports}
		namedPorts.Update(allocated[key].ID, nil, ports)
	}
	i.namedPorts = namedPorts
	return nil
}

// addBlocks gives every prefix that a policy mentions an identity, as pkg/policy/cell/policy_importer.go has the
// ipcache do. The empty prefix of a family is the world of that family and has one already.
func (i *identities) addBlocks(prefixes []netip.Prefix) {
	seen := map[netip.Prefix]bool{}
	for _, prefix := range prefixes {
		prefix = prefix.Masked()
		if seen[prefix] || prefix.Bits() == 0 {
			continue
		}
		seen[prefix] = true
		id := identity.IdentityScopeLocal + 1 + identity.NumericIdentity(len(i.blocks))
		i.all = append(i.all, identity.NewIdentity(id, labels.GetCIDRLabels(prefix)))
		i.blocks = append(i.blocks, block{prefix, id})
	}
	slices.SortStableFunc(i.blocks, func(a, b block) int { return b.prefix.Bits() - a.prefix.Bits() })
}

// of is the identity that an agent on a node sees at an address: a pod's, its own host's, another node's, or that of
// the longest prefix around the address.
func (i *identities) of(end protocol.Endpoint, seenFrom string) (identity.NumericIdentity, error) {
	if known := i.pods[end.Pod]; known != nil {
		return known.identity.ID, nil
	}
	if end.Node != "" {
		if end.Node == seenFrom {
			return identity.ReservedIdentityHost, nil
		}
		return identity.ReservedIdentityRemoteNode, nil
	}
	address, err := netip.ParseAddr(end.IP)
	if err != nil {
		return identity.IdentityUnknown, err
	}
	for _, block := range i.blocks {
		if block.prefix.Contains(address) {
			return block.identity, nil
		}
	}
	return identity.GetWorldIdentityFromIP(address), nil
}

// labels are those of every identity, reserved ones included.
func (i *identities) labels() identity.IdentityMap {
	all := identity.ListReservedIdentities()
	for _, known := range i.all {
		all[known.ID] = known.LabelArray
	}
	return all
}

// GetNamedPorts implements policy.NamedPortsGetter.
func (i *identities) GetNamedPorts() ciliumtypes.NamedPortMultiMap { return i.namedPorts }

// owner is the endpoint that a policy map is distilled for.
type owner struct {
	pod *pod
}

func (o *owner) GetID() uint64 { return uint64(o.pod.identity.ID) }

func (o *owner) GetIngressNamedPort(name string, transport u8proto.U8proto) uint16 {
	port, err := o.pod.namedPorts.GetNamedPort(name, transport)
	if err != nil {
		return 0
	}
	return port
}

func (o *owner) IsHost() bool                                { return false }
func (o *owner) PolicyDebug(string, ...any)                  {}
func (o *owner) PreviousMapStateSizes() policy.MapStateSizes { return policy.MapStateSizes{} }

func (o *owner) RegenerateIfAlive(*regeneration.ExternalRegenerationMetadata) <-chan bool {
	done := make(chan bool)
	close(done)
	return done
}
