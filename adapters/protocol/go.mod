module fencepost/adapters/protocol

go 1.24
