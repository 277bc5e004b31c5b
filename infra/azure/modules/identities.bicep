// Who acts: the cluster itself, its machines, the servers, and the scaler that counts the queue.
param name string
param location string
param subnetId string

var networkContributor = '4d97b98b-1d4f-4787-a291-c67834d212e7'
var managedIdentityOperator = 'f1a07417-d97a-45cb-824c-7a7467783830'

resource cluster 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: '${name}-cluster'
  location: location
}

resource kubelet 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: '${name}-kubelet'
  location: location
}

resource server 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: '${name}-server'
  location: location
}

resource scaler 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: '${name}-scaler'
  location: location
}

resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' existing = {
  name: split(subnetId, '/')[8]

  resource subnet 'subnets' existing = {
    name: last(split(subnetId, '/'))
  }
}

resource clusterJoinsSubnet 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vnet::subnet.id, cluster.id, networkContributor)
  scope: vnet::subnet
  properties: {
    principalId: cluster.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', networkContributor)
  }
}

resource clusterUsesKubelet 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(kubelet.id, cluster.id, managedIdentityOperator)
  scope: kubelet
  properties: {
    principalId: cluster.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', managedIdentityOperator)
  }
}

output clusterId string = cluster.id
output kubeletId string = kubelet.id
output kubeletClientId string = kubelet.properties.clientId
output kubeletPrincipalId string = kubelet.properties.principalId
output serverClientId string = server.properties.clientId
output serverPrincipalId string = server.properties.principalId
output scalerClientId string = scaler.properties.clientId
output scalerPrincipalId string = scaler.properties.principalId
