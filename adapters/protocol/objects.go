package protocol

import (
	"encoding/json"
	"fmt"
)

// Object is one Kubernetes object as the API server stores it, in JSON.
type Object struct {
	Kind string
	Raw  json.RawMessage
}

// UnmarshalJSON keeps the text of the object and reads its kind.
func (o *Object) UnmarshalJSON(text []byte) error {
	var header struct {
		Kind string `json:"kind"`
	}
	if err := json.Unmarshal(text, &header); err != nil {
		return err
	}
	*o = Object{Kind: header.Kind, Raw: append(json.RawMessage(nil), text...)}
	return nil
}

// Decode reads all objects of a kind into the type that an engine's ecosystem has for it.
func Decode[T any](objects []Object, kind string) ([]*T, error) {
	var decoded []*T
	for index, object := range objects {
		if object.Kind != kind {
			continue
		}
		value, err := decodeOne[T](object)
		if err != nil {
			return nil, &Refusal{Object: index, Reason: err.Error()}
		}
		decoded = append(decoded, value)
	}
	return decoded, nil
}

// decodeOne gives what a client of an API server would hold. No server sends an empty list or map: the fields of the
// API's types leave them out, and so does writing the value once.
func decodeOne[T any](object Object) (*T, error) {
	read, served := new(T), new(T)
	if err := json.Unmarshal(object.Raw, read); err != nil {
		return nil, fmt.Errorf("%s: %w", object.Kind, err)
	}
	text, err := json.Marshal(read)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", object.Kind, err)
	}
	if err := json.Unmarshal(text, served); err != nil {
		return nil, fmt.Errorf("%s: %w", object.Kind, err)
	}
	return served, nil
}

// Refusal is the error of an engine that will not take an input which the API server accepts.
type Refusal struct {
	// Object is the index of the object at fault in the request, or -1 where the engine cannot say.
	Object int    `json:"object"`
	Reason string `json:"reason"`
}

func (r *Refusal) Error() string { return r.Reason }
