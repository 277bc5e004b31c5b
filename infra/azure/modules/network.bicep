// A network with a subnet for the cluster's machines and one for private endpoints.
param name string
param location string

resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: name
  location: location
  properties: {
    addressSpace: { addressPrefixes: ['10.40.0.0/16'] }
    subnets: [
      {
        name: 'nodes'
        properties: { addressPrefix: '10.40.0.0/20' }
      }
      {
        name: 'endpoints'
        properties: { addressPrefix: '10.40.16.0/24' }
      }
    ]
  }
}

output vnetId string = vnet.id
output nodesSubnetId string = '${vnet.id}/subnets/nodes'
output endpointsSubnetId string = '${vnet.id}/subnets/endpoints'
